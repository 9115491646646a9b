"""The short and pet forms of English forenames, the most frequent ones.

Enters: two names.  Leaves: whether the one may be short for the other.  Never says that it is: who else in the story
could be meant is for those who ask.

The forms are those that the usual tables of English hypocorisms agree on.  A form that begins the forename itself
(“Hen” for Henrietta, “Jon” for Jonathan) is told by rule too, for names that no table has.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FORMS = """
abigail: abby abbie gail
adelaide: addie della heidi
agatha: aggie
agnes: aggie nessie nancy nan
albert: al bert bertie
alexander: alec alex alick sandy sasha xander lex
alexandra: alex sandra sandy sasha lexie
alfred: alf alfie fred freddie freddy
alice: allie elsie
alison: allie ally
amelia: millie milly emmy mel
andrew: andy drew
angela: angie
ann anne anna: nan nancy annie nanny
anthony antony: tony
antonia: toni tonia
archibald: archie archy
arthur: art artie
augusta: gus gussie gusta
augustus augustine: gus gussie
barbara: babs barbie babbie
bartholomew: bart
beatrice beatrix: bea bee trixie trix beattie
benjamin: ben benjy benny benji
bernard: bernie
bertram: bert bertie
bridget: bridie biddy
caroline carolina: carrie caro lina caddy
cassandra: cass cassie sandra
catherine catharine katherine katharine kathryn: kate katie katy kit kitty cathy kathy kath cat kay
cecilia cecily: cissy sis celia cec
charles: charlie charley chuck chas
charlotte: charlie lottie lotty lotta char
christian: chris christy
christina christine: chris chrissie tina christy
christopher: chris kit christy topher
clara: clarrie
clarence: clarry
clementine clementina: clem clemmie
constance: connie con
cornelius: neil con
cynthia: cindy
daniel: dan danny
danielle: dani dan danny
david: dave davy davey
deborah: debbie deb debs
dominic: dom nick
dorothy dorothea: dot dotty dolly dora thea dodo dottie
douglas: doug dougie
edgar: ed eddie ned
edith: edie
edmund: ed eddie ned ted teddy
edward: ed eddie ned ted teddy
edwin: ed eddie ned
eleanor elinor: nell nellie nelly ellie nora lena
elizabeth elisabeth: liz lizzie lizzy eliza beth betsy betty bess bessie lisbeth libby lilibet elsie elspeth bet
ellen helen: nell nellie nelly ellie lena
emily: em emmy millie milly
emma: em emmy
ernest: ernie
esther hester: hettie hetty essie
eugene: gene
evelyn: evie eve
felicity: fliss flick
florence: flo flora florrie flossie floss
frances: fanny fran francie frankie frannie cissy
francis: frank frankie fran
franklin: frank
frederick frederic: fred freddie freddy fritz
frederica: freddie freda
gabriel: gabe
gabrielle gabriella: gabby ella
geoffrey jeffrey: geoff jeff
george: georgie
georgina georgiana: georgie georgy gina
gerald gerard: gerry jerry
gertrude: gertie trudy
gilbert: gil bert
grace: gracie
gregory: greg
gwendolen gwendolyn: gwen gwennie wendy
hannah: nan nannie
harold: harry hal
harriet: hattie hatty harry
henrietta: hetty etta harry hattie ettie
henry: harry hal hank
herbert: bert bertie herb
hilary: hilly
horatio: horry
hubert: bert bertie
hugh: hughie
irene: rene
isaac: ike zac
isabel isabella isobel: bella belle izzy tibby ibby bel
jacob: jake
james: jim jimmy jamie jem jemmy
jane: jenny janey jinny
janet: jenny jan netta
jemima: mima mimi
jennifer: jen jenny jenna
jeremiah jeremy: jerry
jessica: jess jessie
jocelyn: joss
john: jack johnny jock jackie
jonathan: jonny johnny nathan
joseph: joe joey jo
josephine: jo josie posy fifi
joshua: josh
judith: judy jude
julia juliana: julie jules
katrina: trina kat
kenneth: ken kenny
laurence lawrence: larry laurie lorry
leonard: len lenny leo
leopold: leo poldy
letitia: lettie letty tish
lewis louis: lou louie lew
lillian lilian: lily lil lilly
louisa louise: lou lulu louie
lucy lucinda: lu cindy
madeleine madeline: maddy maddie lena
magdalen magdalene: lena
margaret: maggie meg peg peggy madge daisy greta rita margie marge maisie mags
marianne: nan annie
martha: patty matty marty
martin: marty
mary maria: molly polly may mamie minnie moll poll mitzi ria
matilda: tilly tilda mattie matty maud
matthew: matt matty
maurice: maury mo
maximilian: max
melanie: mel
michael: mike mick micky mikey mickey
michelle: shelly
mildred: millie milly
millicent: millie milly
miranda: mandy randy
mohammed muhammad: mo
montague: monty
nathaniel: nat nate nathan
nicholas: nick nicky nic
nicola nicole: nicky nic nikki
oliver: ollie noll nolly
olivia: liv livvy ollie
oswald: oz ozzie ossie
pamela: pam
patricia: pat patty tricia trish paddy
patrick: pat paddy rick
penelope: penny pen
percival: percy
peregrine: perry
peter: pete
philip phillip: phil pip
philippa: pip pippa phil
priscilla: cilla prissy
prudence: prue
rachel: rae rach
raymond: ray
rebecca: becky becca beck
reginald: reg reggie rex
richard: dick rick ricky rich richie dickie dickon
robert: bob bobby rob robbie robin
roberta: bobbie bertie robbie
robyn: rob
roderick: rod roddy
ronald: ron ronnie
rosalind: ros roz lindy
rosamund: ros roz
rosemary: rosie romy
rudolph: rudy
samantha: sam sammy
samson: sam
samuel: sam sammy
sarah: sally sadie sal
sebastian: seb bas
sidney sydney: sid syd
simon: si sim
solomon: sol solly
sophia sophie: sophy
stephanie: steph stevie
stephen steven: steve stevie
susan susanna susannah: sue susie suky sukey suzy sukie
sybil: syb billie
sylvester: sly
sylvia: syl
terence: terry
theodora: thea dora theo teddy
theodore: theo ted teddy
theresa teresa: tess tessa terry tracy
thomas: tom tommy tam
timothy: tim timmy
tobias: toby
valentine: val
valerie: val
veronica: ronnie nicky vera
victor: vic
victoria: vicky vic tori
vincent: vin vince vinny
violet: vi
virginia: ginny ginger
vivian vivien: viv
walter: wat wally walt
wilfred wilfrid: wilf fred
wilhelmina: mina minnie willa billie
william: bill billy will willie willy liam
winifred: win winnie freda
zachary zachariah: zach zack zac
"""


def _read(lines: str) -> dict[str, frozenset[str]]:
    """The forenames that each form may stand for."""
    found: dict[str, set[str]] = {}
    for line in lines.strip().splitlines():
        names, _, forms = line.partition(":")
        for form in forms.split():
            found.setdefault(form, set()).update(names.split())
    return {form: frozenset(names) for form, names in found.items()}


FORENAMES: Mapping[str, frozenset[str]] = _read(_FORMS)
# Names that are whole, and short for another only where the table says so: Ann is not Annabel.
_WHOLE = frozenset[str]().union(*FORENAMES.values())
# What is put at the end of a clipped form: “Robbie”, “Jules”, “Benji”.
_ENDING = re.compile(r"(?:ie|ey|y|i|s)$")
_DOUBLED = re.compile(r"([^aeiou])\1$")
# A clipped form has at least so many letters, and leaves off at least so many.
_LEFT, _OFF = 3, 2


def is_short_for(form: str, forename: str) -> bool:
    """Whether a form may be short for a forename: by the table, or as its beginning, with an ending or without."""
    form, forename = form.lower(), forename.lower()
    if forename in FORENAMES.get(form, ()):
        return True
    if form in _WHOLE:
        return False
    bare = _ENDING.sub("", form)
    stems = {form, bare, _DOUBLED.sub(r"\1", bare)}
    return forename not in (form, f"{form}s", f"{form}es") and any(
        len(stem) >= _LEFT and len(forename) >= len(stem) + _OFF and forename.startswith(stem) for stem in stems
    )

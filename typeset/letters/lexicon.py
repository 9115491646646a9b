"""The words and shapes that letters are known by: tables and patterns, for English (others: `tongues`).

Enters: nothing.  Leaves: sets of words and compiled patterns.  Never holds a word of one book.

Patterns read normalised text (`view.plain`): straight quotation marks, one kind of dash.
"""

from __future__ import annotations

import re

from typeset.letters import tongues


def words(text: str) -> frozenset[str]:
    """The set of the words of a text."""
    return frozenset(text.split())


FIRST_PERSON = words("i me my mine myself i'm i've i'll i'd we us our ours we're we've we'll")
SECOND_PERSON = words("you your yours yourself you're you've you'll you'd thee thou thy")
THIRD_PERSON = words("he she his her him hers himself herself they their them")
PRESENT = words(
    "am is are have has will shall can may do must hope think know i'll i've i'm you'll please want wish trust "
    "don't can't won't isn't enclose remain believe"
)
PAST = words("was were had did went came could would took saw felt thought looked turned stood sat said asked")

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|"
    r"oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
_ORDINAL_DAY = r"\d{1,2}(?:st|nd|rd|th|d)?\b"

DATE = re.compile(
    rf"\b{MONTH},? (?:the )?{_ORDINAL_DAY}|\b{_ORDINAL_DAY},? (?:of )?{MONTH}|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b"
    rf"|\b\d{{4}}-\d\d-\d\d\b|\b{MONTH},? (?:1[4-9]|20)\d\d\b|\bthe \w+ of {MONTH}|{tongues.DATE}",
    re.I,
)
DAY_BEFORE = re.compile(rf"\b(?:{DAY})[\s,]*(?:the )?$", re.I)
# A place, then a month with no day: “Alder Yard, March.”, “Ferry Office—May, 188—.”
MONTH_LINE = re.compile(
    r"[,.—]\s*(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
    r"(?:[\s,.—]*(?:\d{4}|1\d\d?[\u2012—-]|—))*\W*$",
    re.I,
)
# A time of day and no more: “Half-past three.”, “Ten minutes to six.”, “Evening.”
HOUR_LINE = re.compile(
    r"^\W*(?:(?:about |nearly |just )?(?:half[- ]past|(?:a )?quarter (?:past|to)|[\w-]+ minutes? (?:past|to|before|"
    r"after)) [\w-]+|[\w-]+ o'clock|(?:(?:early|late|next|the same|[a-z]+day),? ){0,2}(?:morning|evening|night|"
    r"afternoon|midnight|noon|later))(?:,? (?:in the \w+|at \w+|[ap]\.?m\.?))?\W*$",
    re.I,
)
YEAR = re.compile(r"\b(?:1[5-9]\d\d|20\d\d)\b|\b1[6-9]\d?—")
WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:christmas|easter|whit|new year)\b|\b\d{1,2}[:.]\d\d\b|"
    r"\b\d{1,2} ?[ap]\.?m\b|\b(?:morning|evening|night|afternoon|midnight|noon|o'clock)\b",
    re.I,
)
PLACE = re.compile(
    r"\b(?:street|st\.|hall|house|hotel|square|road|rd\.|lane|park|terrace|castle|lodge|cottage|club|court|inn|villa|"
    r"rectory|vicarage|abbey|farm|row|gardens?|avenue|ave\.|london|paris|chambers|office|place|school|college|manor|"
    r"crescent|hill|mews|yard|room)\b",
    re.I,
)

_NOT_DEAR = r"(?!dear (?:me|god|lord|heavens|diary|journal|reader|readers|all readers)\b|dear,? dear)"
SALUTATION = re.compile(
    rf"^[\W_]*{_NOT_DEAR}(?:to )?(?:(?:my|our) )?(?:(?:own|very|most|poor|sweet|good|old|ever|always) )*"
    r"(?:dear(?:est)?|darling|beloved|hono?u?red|respected|esteemed)\b(?:(?:Mr|Mrs|Ms|Dr|St|Col|Capt)\.|"
    r"[^.?!\":]){0,50}?(?:,|:|—|!|;|\.|-|$)",
    re.I,
)
TITLE_SALUTATION = re.compile(
    r"^[\W_]*(?:(?:dear|my dear|hono?u?red|reverend|good|my good|(?:(?:most|very|right|much|ever) )?(?:distinguished|"
    r"excellent|esteemed|gracious|honou?rable|illustrious|learned|noble|respected|reverend|worthy)) )?(?:sirs?|madam|"
    r"gentlemen|messieurs|monsieur|mademoiselle|my lord|my lady|your (?:highness|majesty|excellency|lordship|"
    r"grace))\s?(?:,|:|—|\.\s?—|!|$)",
    re.I,
)
GREETING = re.compile(
    r"^[\W_]*(?:(?:hey|hi|hello|good (?:morning|evening)|greetings)\b[^.?\"]{0,30}?(?:,|:|—|!|$)"
    r"|to (?:whom\b|whoever\b|the |all |my |our |mr|mrs|miss)[^.?\"]{0,40}?(?:,|:|\.|—|$))"
    r"|^[>\s_]*(?:hello|greetings|good (?:morning|day|afternoon|evening))(?: to you)?\.[\s_]*$",
    re.I,
)
OWN_SALUTATION = re.compile(r"^[\W_]*(?:my|our) (?:[\w'-]+ ){0,3}[\w'-]+[,:—]\W*$", re.I)
NAME_SALUTATION = re.compile(
    r"^[\W_]*(?:[A-Z][\w.'-]*|of|the|and|&|de|von)(?: (?:[A-Z][\w.'-]*|of|the|and|&|de|von)){0,3}\s?[,:—]\W*$"
)

_KIN = (
    r"(?:servants?|friend|son|daughter|sister|brother|cousin|niece|nephew|mother|father|mum|mom|dad|wife|"
    r"husband|aunt|uncle|child|"
    r"pupil|lover|ward|self|own|girl|boy)"
)
_CLOSING_HEAD = (
    r"(?:(?:I (?:am|remain|beg to remain)|(?:and )?we (?:are|remain)|believe me|ever|with|and|very|most|always|all "
    r"(?:my|our|best)|much|"
    r"lots of|so|in haste|hoping|till|until|thine|as ever|no more|[a-z]+ly|warmest|best|kind(?:est)?|many|my|"
    r"remaining|respectful|"
    r"god bless you|adieu|farewell)\b.{0,80})?"
)
VALEDICTION = re.compile(
    rf"^[\W_]*{_CLOSING_HEAD}\b(?:yours|your\W*$|your (?:[\w-]+,? ){{0,6}}{_KIN}\b|love|regards|faithfully|sincerely|"
    r"affectionate(?:ly)?|servants?|adieu|farewell|wishes|respects|respectfully|truly|cheers|always|ever|forever|"
    r"x{2,40}|xo{1,39}|thanks|friend|"
    r"devoted|obedient|humble|goodbye|good-bye|kisses|best|haste|apologies)\b"
    r"|^[\W_]*(?:I am|we are|I remain|believe me|(?:and )?I have the hono?u?r|we have the hono?u?r)\b(?:(?:Mr|Mrs|"
    r"Ms|Dr|St)\.|[^.?!]){0,40},\W*$"
    r"|^[\W_]*I am,? etc\b",
    re.I,
)
RUN_IN_CLOSE = re.compile(
    r"\b(?:yours?,? (?:very |most |ever |always )*(?:truly|sincerely|faithfully|ever|always|affectionately|"
    r"respectfully|obediently|etc\.?|&c)|(?-i:Yours(?=,? [A-Z]))|ever yours?|(?:your|thy)(?:s\b| most| very| own|"
    r" ever| poor| old| true| dear| humble| loving| affectionate| devoted| obedient| grateful| faithful| sincere|"
    r" attached|,)+ (?:\w+ )?(?:servant|friend|son|daughter|sister|brother|cousin|niece|nephew|mother|father|wife|"
    r"husband|aunt|uncle|child|pupil|lover|ward)|I (?:am|remain),? (?:my )?(?:dear|sir|madam|ever|with)|"
    r"kindest regards|best love|(?:with|much|all my) love)\b",
    re.I,
)
# A last sentence that closes and signs: “I remain, with a list of the rooms, your tenant, Ann Lee.”
SIGNED_SENTENCE = re.compile(
    r"^[\W_]*(?i:and |so |until then,? )*(?i:(?:I|we) (?:am|are|remain|beg to remain)|believe me)\b[^.!?]*,\s*"
    r"(?:[A-Z][\w.'-]*)(?: (?:[A-Z][\w.'-]*|de|von|van|of|&)){0,3}[\s.*_\"]*$"
)
# What is of something else's words, not of a close: “With reference to yours of the 4th”.
REFERRING = re.compile(r"\bwith (?:reference|regards?|respect) to\b|\byours of\b", re.I)
# After a salutation's words, what makes them the start of a tale: “Dear old Tom, he was always late.”
TOLD_OF = re.compile(r"[\s,—-]*(?:he|she|they|it|his|her|their)\b")
# Who a letter is for, in a line above a salutation or below a name.
ADDRESSED = re.compile(
    r"^[\W_]*(?:(?:Mrs?|MRS?|Ms|Miss|MISS|Messrs|Dr|Sir|Lady|Lord|Rev|Prof|Hon|The Hon\w*)\b|.*\bEsq)"
)
FOR_SOMEBODY = re.compile(r"^[\W_]*To (?:the |my |our )?[A-Z]")
# That a name is signed: “(Signed)”, “(Signed) Ann Lee”.
SIGNED = re.compile(r"^[\W_]*signed\b[\W_]*(?:$|(?-i:[A-Z]))", re.I)
# A formula and the name on one line: “Yours ever, Ann Lee”.
CLOSE_AND_NAME = re.compile(r",\s*[A-Z][\w.'-]*(?: [A-Z][\w.'-]*){0,3}\W*$")
# A formula that goes on in the next line: “I am, sir”.
CLOSING_STEP = re.compile(r"^\W*(?:and )?(?:I (?:am|remain)|we (?:are|remain)|believe me|with)\b[^.!?]*$", re.I)
# A formula that is cut short: “I am, dear sir, etc.”
CUT_SHORT = re.compile(r"^\W*(?:(?:I (?:am|remain)|with|yours)\b.*)?\b(?:etc\b|&c)\W*(?:etc\W*|&c\W*)*$", re.I)
# Who speaks to many: “Dear friends, dear family”.
TOASTED = re.compile(r"^\W*(?:my )?dear [\w' ]{1,24},? (?:and )?(?:my )?dear\b", re.I)
# What stands under a name: an office.
OFFICER = re.compile(
    r"^\W*(?:[\w.]+ ){0,2}(?:head of (?:[\w.]+ ?){1,4}|secretary|manager|director|president|chairman|clerk|treasurer|"
    r"editor|principal|headmaster|headmistress|registrar|agent|bursar|warden|superintendent)\W*$",
    re.I,
)
POSTSCRIPT = re.compile(
    r"^[\W_]*(?:(?:P\.?\s?){1,4}S\b\.?|postscript\b|N\.?\s?B\.|(?:enclosed|enclosures?|encl?s?\.?) ?:"
    r"|encls?\.?$|cc ?:|R\.?\s?S\.?\s?V\.?\s?P\b)",
    re.I,
)
SIGNATURE = re.compile(
    r"^[\W_]*(?:(?:[Yy]our|[Tt]he|[Aa]n?|[Oo]ld|of|de|von|and|for|&|[Pp]er|[Pp]ro|[Ff]rom|[Ll]ove|"
    r"p\.p\.)\s+)*[A-Z][\w.'-]*"
    r"(?:,?\s+(?:[A-Z][\w.'-]*|of|de|von|and|&|the|per|\([^)]{1,40}\))){0,6}(?: [xX]{1,5})?[\W_]*$"
)
FROM_SIGNATURE = re.compile(
    r"^[\W_]*(?:[Ff]rom|[Ll]ove from|[Yy]our (?:loving |affectionate |devoted )?\w+),? (?:\([^)]{0,60}\) "
    r")?(?:[A-Z][\w.'-]* ?){1,4}\W*$"
)
INITIALS = re.compile(r"^[\W_]*(?:[A-Z]\.?\s?){1,4}[\W_]*$")

_DOCUMENT = r"(?:letter|telegram|note|memorandum|cable|message|wire|e-?mail|postcard|draft|reply|enclosure|report)"
_NUMERAL = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}|[ivxl]{1,5})"
# The rest of such a line is names: `signs.naming` sees to that.
NAMING = re.compile(
    rf"^[\W_]*(?:the )?(?:(?:first|second|third|fourth|fifth|sixth|last|final) )?{_DOCUMENT}(?: (?:no\.? "
    rf"?)?{_NUMERAL}\b)?(?: \([^)]*\))?"
    r"(?:\s*[,—:-].*\b(?:to|from)\b|\s+from\b|\s*[—:]\s*[^.!?]{1,40}$)",
    re.I,
)
_ORDINAL = (
    r"(?:(?:fir|la)st|second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th|final|\d{1,2}(?:st|nd|rd|th))"
)
_PAPER = r"(?:paper|exhibit|item|document|sheet|leaf|folio|piece|packet)"
# A paper of a series, and between whom it went: “The Second Paper: the Harbour Master to Messrs. Pole”.
PARTIES = re.compile(
    rf"^[\W_]*(?i:(?:the )?(?:{_ORDINAL} )?(?:{_DOCUMENT}|{_PAPER})(?: (?:no\.? ?)?{_NUMERAL}\b)?"
    rf"(?:, an? {_DOCUMENT})?)\s*[:—-]\s*(?:[Ff]rom )?((?:[Tt]he )?[A-Z][^:;!?]*?)"
    r" to ((?:[Tt]he )?[A-Z][^:;!?]*?[^:;!?.,])[\s_*\"]*$"
)
IN_CHARACTERS = re.compile(r"\bin (?:[\w-]+ ){0,2}letters\b|\bletters? (?:a|an|\w+) (?:foot|feet|inch|inches)\b", re.I)
NUMERAL_LINE = re.compile(r"^\W*(?:the end|fin|to be continued|[IVXLC]{1,7}|\d{1,3}|chapter \w+|part \w+)\W*$", re.I)
LETTERHEAD = re.compile(
    r"^[\W_]*(?:(?:from|at) the (?:desk|office|chambers|study|house|court|pen) of\b.{1,60}|.{0,50}\b(?:ltd|limited|"
    r"inc|& co|company|bank|ministry|department|bureau|solicitors|hospital|university|embassy)\b.{0,40})$",
    re.I,
)
# Whose paper it is, where it is printed in capitals.
OFFICE = re.compile(
    r"\b(?:OFFICES?|BOROUGH|CORPORATION|COUNCIL|COUNTY|PARISH|DEPARTMENT|COMMITTEE|BOARD|SOCIETY|INSTITUTE|WORKS|"
    r"CONSTABULARY|HEADQUARTERS|REGISTRY|LIBRARY|MUSEUM|SURGERY|BROTHERS|& SONS?)\b"
)
HEADER_FIELD = re.compile(r"^[\W_]*(from|to|cc|bcc|subject|re|sent|date|attachments?|reply-to)\s?:\s*(.*)$", re.I)
ENCLOSED_REMARK = re.compile(r"^[\W_]*\([^)]*\)\W*$|^\W*\[[^\]]*\]\W*$")

# What was done with a letter, told above it: “[Forwarded from Leeds.]”, “(Not delivered.)”.
SENT_REMARK = re.compile(
    r"^\W*[(\[][^)\]]*\b(?:enclos\w+|forwarded|delivered|sent|posted|received|registered|translated|private|"
    r"confidential)\b[^)\]]*[)\]]\W*$",
    re.I,
)

# What a narration says when a letter follows, or has just been read.  The plain words say so by themselves, the others
# only beside a verb of writing or reading: one answers, sends word and lays down the page in speech as well.
PLAIN_DOCUMENTS = words(
    "letter letters note notes epistle missive billet postcard post-card telegram telegrams wire cable cablegram "
    "email e-mail parchment scrawl postscript memorandum letter's dispatch despatch"
)
DOCUMENTS = PLAIN_DOCUMENTS | words(
    "lines reply answer message messages card envelope paper sheet scrap communication page pages text texts "
    "contents document telegraph words copy screen handwriting writing ink"
)
WIRES = words("telegram telegrams wire wires wired cable cables cabled cablegram telegraph telegraphed telegraphing")
NAMES_WIRE = re.compile(rf"\b(?:{'|'.join(sorted(WIRES))})\b", re.I)
NOTES = words("note notes card slip scrap pencil pencilled scribbled scribbling scrawled napkin post-it jotted sticky")
# What is handed over, brought or found with words on it.
PAPERS = PLAIN_DOCUMENTS - WIRES | NOTES | words("paper sheet writing screen")
MESSAGES = PAPERS | WIRES | words("reply answer message contents handwriting")
PLAIN_READING = words("read reads reading re-read perused peruse perusal unfolded unfolding unrolled")
READING = PLAIN_READING | words(
    "opened opens tore broke found find saw lowered held contained ran runs containing began"
)
DELIVERING = words(
    "put slipped slid left lay propped pinned stuck taped passed gave handed found enclosed brought came arrived "
    "waiting waited folded tucked underneath addressed dropped"
)
PLAIN_WRITING = words(
    "wrote write writes written writing scribbled scribbling penned penning scrawled scrawling jotted jotting typed "
    "typing texted wired telegraphed cabled dictated"
)
WRITING = PLAIN_WRITING | words(
    "addressed composed sent send sends posted dispatched despatched signed answered replied received concluded "
    "handed delivered arrived came"
)
# What stands in a sentence, the stops after a title among it.
_ON = r"(?:\b(?:Mr|Mrs|Ms|Dr|St|M|MM|Messrs)\.|[^.!?])"
ANNOUNCING = re.compile(
    rf"\b(?:as follows|what follows|the following)\b{_ON}{{0,80}}[.:,—-]*\s*$"
    rf"|\b(?:thus|these (?:\w+ )?(?:words|lines|sentences)|these terms|to this effect)\b{_ON}{{0,40}}[.:,—-]*\s*$"
    rf"|\b(?:this is (?:what|how)|this was (?:his|her|their|the)\b){_ON}{{0,40}}[.:—]\s*$"
    r"|\b(?:here (?:it )?is|here they are|this was|these (?:were|are)|it (?:said|read|ran|began)|"
    r"began to read|and read|(?:she|he|I|they) read)\b[^.!?,]{0,14}\W*$"
    r"|\b(?:ran|read|reads|runs|wrote|writes|written)\b[^.!?,]{0,12}[:—]\W*$",
    re.I,
)
# The last words of a narration after which someone speaks.
SPEAKING = re.compile(
    r"\b(?:said|says|saying|replied|replying|answered|began|begun|cried|exclaimed|whispered|murmured|muttered|"
    r"returned|continued|observed|remarked|added|inquired|"
    r"demanded|shouted|called|called out|addressed (?:him|her|me|them)|spoke|broke the silence|asked|stammered|"
    r"ejaculated|in reply|inquired|resumed|suggested)\b[^.:—]{0,45}[:—,]+\W*$",
    re.I,
)
DOCUMENT_SPEAKS = re.compile(
    r"\b(?:letter|note|telegram|message|card|wire|cable|email|epistle|reply|lines|which)(?: (?!and\b)\w+){0,2} "
    r"(?:said|says|began|begins|continued|concluded|ended|ran|runs|read|reads)\b|\bit (?:ran|runs|read|said|went "
    r"on)\b[^.!?,]{0,14}\W*$",
    re.I,
)
# What speaks no words: who went on reading, came back with a letter, called somewhere to write one.
READING_ON = re.compile(
    r"(?:began|begun|continued|resumed)(?: \w+){0,2} (?:read|reading|writing|write|dictation)\b", re.I
)
NOT_SPEAKING = re.compile(r"(?:returned|called|addressed|began|begun)\b", re.I)
# A document, or what takes it up, whose words follow: “It contained these lines:”, “the letter ran thus:”.
ITS_WORDS = re.compile(
    r"(?:^\W*(?:it|they|this|these|the (?:\w+ ){0,2}\w+)|\b(?:which|it|letter|note|telegram|lines|message|paper|"
    r"contents|slip|card|words))\b(?: (?!him\b|her\b|me\b)\w+,?){0,9} (?:contained|ran|runs|read|reads|said|says|"
    r"bore)\b[^.!?]{0,60}\W*$|\b(?:these|the) (?:\w+ ){0,3}(?:words|lines|sentences)\b[^.!?]{0,50}\W*$",
    re.I,
)
NEUTER = re.compile(r"\W*(?:it|this|these|they|there)\b", re.I)
WRITTEN_TAG = re.compile(
    r"[,.!?—]['\"]+ ?\(?(?:[\w.'-]+ ){1,3}(?:(?:had )?written|wrote|writes|scribbled|telegraphed|wired|texted)\b"
    r"|['\"] (?:it|the (?:letter|note|telegram|message|card|wire)) (?:began|ran|said|read|went on)\b|\[(?:\w+ "
    r"){1,3}(?:said|wrote)\]",
    re.I,
)
# Of `OTHER_DOCUMENTS`, what is no document: a voice, or nobody's.
VOICES = words(
    "remark remarks conversation dialogue cried exclaimed whispered murmured shouted thought thoughts dream dreamed "
    "radio broadcast voicemail"
)
# Documents that are no letters, when they are what the announcing sentence names.
OTHER_DOCUMENTS = re.compile(
    r"(?:\b(?:newspapers?|paragraphs?|articles?|headlines?|advertisements?|inscriptions?|inscribed|(?:a|the|this|that|"
    r"\w+'s) sign|placards?|placarded|posters?|diary|diaries|journals?|entry|entries|poems?|verses?|stanzas?|songs?|"
    r"refrain|stave|sings?|singing|sang|sung|hymn|ballad|lyrics|list|prayer|prayed|speech|oration|toast|epitaph|tombstone|headstone|"
    r"label|book|volume|chapter|bible|scripture|psalm|proverb|motto|play|scene|minutes of|report|certificate|receipt|"
    r"contract|deed|decree|proclamation|notice|programme|menu|recipe|story|legend|prophecy|riddle|(?-i:bill)|ledger|"
    r"catalogue|register|prescription|plaque|banner|title|quotation|line of|passage in|broadcast|radio|announcement|"
    r"statement|remarks?|conversation|dialogue|evidence|deposed|deposition|declaration|testimony|appeal|cried|"
    r"exclaimed|whispered|murmured|shouted|voicemail|forum|thought|thoughts|dream|dreamed|gravestone|map|painted|"
    r"carved|engraved|chalked|affidavit|will and testament))\b",
    re.I,
)
# What the narration speaks of after reading something else.
OTHER_RETURNING = re.compile(
    r"\b(?:newspaper|paragraph|article|headline|advertisement|inscription|placard|poster|diary|journal|poem|"
    r"verses?|stanzas?|song|hymn|ballad|prayer|speech|toast|epitaph|passage|will and testament)\b",
    re.I,
)
RETURNING = re.compile(
    r"\b(?:(?:re)?read(?:ing)?|letters?|note|telegrams?|epistle|missive|finished|folded|refolded|crumpled|laid "
    r"(?:it|the)|put (?:it|the \w+) down|"
    r"the (?:paper|page|parchment|card|words|lines|message|ink|screen|handwriting|signature|document|sheet)|"
    r"signature|sign(?:ed)?|wrote|"
    r"written|sealed|envelope|postscript|contents|perusal|e-?mail|scroll(?:ed)?|last line|pressed send|posted)\b",
    re.I,
)
SPEECH_TAG = re.compile(
    r"[,.!?—-]['\"]+ (?:and |but |so )?(?:(?:[\w.'-]+ ){0,3}(?:said|says|cried|replied|asked|answered|exclaimed|"
    r"whispered|murmured|muttered|returned|continued|observed|remarked|added|inquired|demanded|shouted|repeated|"
    r"interrupted|laughed|called|responded|questioned|suggested|explained)\b|(?:he|she|I|they|we)\b)",
    re.I,
)
LOOKALIKE = re.compile(
    r"\b(?:dear diary|author'?s note|a/n\b|disclaimer|kudos|reviews?\b.{0,30}\bwelcome|beta'?d|next chapter|xoxo)", re.I
)

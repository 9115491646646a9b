// Readium's navigator for the web (ts-toolkit). It is given a manifest, which a streamer makes of the EPUB's package:
// here, of what package.js reads. Themes and type are its preferences.

import { EpubNavigator, EpubPreferences } from '/node_modules/@readium/navigator/dist/index.js'
import { HttpFetcher, Link, Locator, Manifest, Publication } from '/node_modules/@readium/shared/dist/index.js'

export async function open(box, { folder, contents }, setting) {
    const link = ({ label, href }) => ({ title: label, href, type: 'application/xhtml+xml' })
    const base = new URL(folder, location.href).href
    const manifest = Manifest.deserialize({
        metadata: { title: contents.title, language: contents.language,
            conformsTo: 'https://readium.org/webpub-manifest/profiles/epub' },
        links: [{ rel: 'self', href: `${base}manifest.json`, type: 'application/webpub+json' }],
        readingOrder: contents.spine.map(href => link({ href })),
        toc: contents.toc.map(link),
    })
    const publication = new Publication({ manifest, fetcher: new HttpFetcher(undefined, base) })
    const positions = contents.spine.map((href, index) => Locator.deserialize({
        href, type: 'application/xhtml+xml',
        locations: { position: index + 1, progression: 0, totalProgression: index / contents.spine.length } }))
    const container = document.createElement('div')
    container.id = 'readium'
    box.append(container)
    box.style.background = setting.paper
    const navigator = new EpubNavigator(container, publication, {}, positions, undefined,
        { preferences: new EpubPreferences(), defaults: { columnCount: 1 } })
    await navigator.load()
    await navigator.submitPreferences(new EpubPreferences({
        textColor: setting.ink, backgroundColor: setting.paper, linkColor: setting.link, visitedColor: setting.link,
        fontSize: setting.size, fontFamily: setting.face }))
    const went = go => new Promise((resolve, reject) =>
        go(done => done ? resolve() : reject(new Error('the navigator did not go there'))))
    return {
        toc: () => publication.toc.items.map(({ title, href }) => ({ label: title, href })),
        // This version's model drops the manifest's pageList: an app keeps the links itself.
        pageList: () => contents.pages.map(({ label, href }) => ({ label, href })),
        goTo: href => went(done => navigator.goLink(new Link({ href }), false, done)),
        show: index => went(done => navigator.goLink(publication.readingOrder.items[index], false, done)),
        // A move during another, or while neighbours still load, is lost in it: a person is slower than that.
        idle: async () => {
            for (let quiet = 0; quiet < 8; await frame()) quiet = navigator.pool.inprogress.size ? 0 : quiet + 1
        },
        next: () => went(done => navigator.goForward(false, done)),
        shown: () => navigator._cframes.filter(frame => frame && !frame.destroyed).map(({ iframe }) =>
            ({ document: iframe.contentDocument, path: navigator.currentLocator.href })),
    }
}

const frame = () => new Promise(requestAnimationFrame)

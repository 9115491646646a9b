// epub.js (futurepress). Its themes are rules that the app registers and selects; size and face are overrides.

const script = source => new Promise((resolve, reject) => {
    const element = Object.assign(document.createElement('script'), { src: source, onload: resolve, onerror: reject })
    document.head.append(element)
})

export async function open(box, { archive }, setting) {
    await script('/node_modules/jszip/dist/jszip.min.js')
    await script('/node_modules/epubjs/dist/epub.min.js')
    const book = globalThis.ePub(archive)
    const rendition = book.renderTo(box, { width: '100%', height: '100%', flow: 'paginated', spread: 'none' })
    setTheme(rendition.themes, setting)
    goTwice(rendition)
    const navigation = await book.loaded.navigation
    await rendition.display()
    return {
        toc: () => navigation.toc.map(({ label, href }) => ({ label: label.trim(), href })),
        pageList: () => (book.pageList.pageList ?? []).map(({ page, href }) => ({ label: String(page), href })),
        goTo: href => rendition.display(href),
        show: index => rendition.display(index),
        next: () => rendition.next(),
        shown: () => rendition.getContents().map(({ document, sectionIndex }) =>
            ({ document, path: book.resolve(book.spine.get(sectionIndex).href).replace(/^\//, '') })),
    }
}

// epub.js looks for a place in a document before it gives that document the size of type that was set, and so misses it
// in large type. Asked again, it goes there. Its own answer to a click on a link comes through here, too.
function goTwice(rendition) {
    const display = rendition.display.bind(rendition)
    rendition.display = target => display(target).then(() => display(target))
}

function setTheme(themes, { ink, paper, link, size, face }) {
    themes.register('chosen', {
        body: { color: ink, background: paper },
        'a:link': { color: link },
        ...(face && { '*': { 'font-family': `${face} !important` } }),
    })
    themes.select('chosen')
    themes.fontSize(`${size * 100}%`)
}

// foliate-js (the engine of Foliate and Readest). Its app sets everything by one sheet, as Foliate's own does.

import '/node_modules/foliate-js/view.js'

export async function open(box, { archive }, setting) {
    const view = document.createElement('foliate-view')
    box.append(view)
    const file = await (await fetch(archive)).blob()
    await view.open(new File([file], 'book.epub'))
    view.renderer.setAttribute('max-column-count', '1')
    view.renderer.setStyles(sheet(setting))
    await view.init({ showTextStart: false })
    const entries = list => (list ?? []).map(({ label, href }) => ({ label: label.trim(), href }))
    return {
        toc: () => entries(view.book.toc),
        pageList: () => entries(view.book.pageList),
        goTo: href => view.goTo(href),
        show: index => view.goTo(index),
        next: () => view.next(),
        page: () => view.lastLocation?.pageItem?.label,
        shown: () => view.renderer.getContents().map(({ doc, index }) =>
            ({ document: doc, path: view.book.sections[index].id })),
    }
}

const sheet = ({ ink, paper, link, size, face }) => `
    html { color: ${ink}; background: ${paper}; font-size: ${size * 100}% }
    a:any-link { color: ${link} }
    p, li, blockquote, dd { line-height: 1.4; text-align: justify; hyphens: auto }
    ${face ? `body * { font-family: ${face} !important }` : ''}`

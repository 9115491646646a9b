// What a shown document is measured by: computed styles and the boxes that were painted. Nothing here knows a sheet.

import { contrast, over, parse } from './colour.js'

const KINDS = ['letter', 'note', 'telegram', 'email', 'messages', 'newspaper', 'diary']
const SIDES = ['top', 'right', 'bottom', 'left']
const TOLERANCE = 1.5 // px: boxes are snapped to the pixels of the screen
const AA_TEXT = 4.5 // WCAG 2.2, 1.4.3
const AA_GRAPHIC = 3 // WCAG 2.2, 1.4.11

const style = element => element.ownerDocument.defaultView.getComputedStyle(element)
const number = (styles, name) => parseFloat(styles.getPropertyValue(name)) || 0
const words = text => text.replace(/\s+/g, ' ').trim().slice(0, 40)
const where = element => `${element.tagName.toLowerCase()}${element.className && `.${element.className}`}`
const drawn = element => element.getClientRects().length > 0

function* textNodes(document) {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node; (node = walker.nextNode());)
        if (node.data.trim() && drawn(node.parentElement) && style(node.parentElement).visibility === 'visible') yield node
}

// Where a node stands: its rectangles, in the document's own viewport.
function rectangles(node) {
    const range = node.ownerDocument.createRange()
    range.selectNodeContents(node)
    return [...range.getClientRects()].filter(({ width, height }) => width && height)
}

// The columns that the text is poured into: a block that is broken over columns has a rectangle in each.
const columns = document => [...document.body.children].flatMap(child => [...child.getClientRects()])
    .filter(({ width, height }) => width && height)

const holds = (column, { left, right }) => left >= column.left - TOLERANCE && right <= column.right + TOLERANCE
const columnOf = (all, { left, right }) =>
    all.find(column => (left + right) / 2 >= column.left && (left + right) / 2 <= column.right)

// ---- nothing leaves its column, and no column its page ----

export function overflowing(document, pageWidth) {
    const all = columns(document)
    const wide = all.filter(({ width }) => width > pageWidth + TOLERANCE)
        .map(({ width }) => `a column is ${Math.round(width)} px wide on a page of ${pageWidth}`)
    const beyond = (node, element, text) => rectangles(node).filter(box => !all.some(column => holds(column, box)))
        .map(({ left, right }) => `${where(element)} “${words(text)}” runs from ${Math.round(left)} to ${Math.round(right)} px`)
    return [
        ...wide,
        ...[...textNodes(document)].flatMap(node => beyond(node, node.parentElement, node.data)),
        ...[...document.querySelectorAll('body img, body svg, body table, body hr, body blockquote')].filter(drawn)
            .flatMap(element => [...element.getClientRects()].filter(box => !all.some(column => holds(column, box)))
                .map(() => `${where(element)} is wider than its column`)),
    ]
}

// ---- all text is told from its paper ----

function background(element, paper) {
    const layers = []
    for (let at = element; at; at = at.parentElement) layers.push(parse(style(at).backgroundColor))
    return layers.reverse().reduce((below, layer) => over(layer, below), paper)
}

const opacity = element => element ? number(style(element), 'opacity') * opacity(element.parentElement) : 1

export function faint(document, paper) {
    return [...textNodes(document)].flatMap(node => {
        const element = node.parentElement
        const below = background(element, paper)
        const [r, g, b, alpha] = parse(style(element).color)
        const ratio = contrast(over([r, g, b, alpha * opacity(element)], below), below)
        return ratio < AA_TEXT ? [`${where(element)} “${words(node.data)}” has a contrast of ${ratio.toFixed(2)}`] : []
    })
}

// ---- each letter is told from the prose around it ----

// The paragraph that a reader's eye compares it with: of the same parent, before it, else after it.
function neighbour(block) {
    const prose = block.parentElement.querySelectorAll(':scope > p')
    const before = [...prose].filter(p => p.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING)
    return before.at(-1) ?? prose[0]
}

// How far the text stands in from its column on the left and on the right, px.
function inset(element, all) {
    const styles = style(element)
    const [box] = element.getClientRects()
    const column = columnOf(all, box)
    const inner = side => number(styles, `padding-${side}`) + number(styles, `border-${side}-width`)
    return { left: box.left - column.left + inner('left'), right: column.right - box.right + inner('right') }
}

const rules = (block, paper) => SIDES.filter(side => {
    const styles = style(block)
    const colour = over(parse(styles.getPropertyValue(`border-${side}-color`)), background(block.parentElement, paper))
    return number(styles, `border-${side}-width`) && !['none', 'hidden'].includes(styles.getPropertyValue(`border-${side}-style`))
        && contrast(colour, background(block, paper)) >= AA_GRAPHIC
})

export function letters(document, paper) {
    const all = columns(document)
    return [...document.querySelectorAll('blockquote')].flatMap(block => {
        const kind = KINDS.find(name => block.classList.contains(name))
        if (!kind) return []
        const prose = neighbour(block)
        const own = inset(block, all)
        const theirs = prose ? inset(prose, all) : { left: 0, right: 0 }
        const em = number(style(block.parentElement), 'font-size')
        const family = element => style(element).fontFamily
        const text = block.querySelector(':scope > p, li') ?? block
        return [{
            kind, label: block.getAttribute('aria-label'),
            inset: [own.left - theirs.left, own.right - theirs.right].map(px => Math.round(px / em * 100) / 100),
            rules: rules(block, paper),
            face: family(text) !== family(prose ?? block.parentElement),
        }]
    })
}

// ---- what is sought stands on the page that is shown ----

// An element's rectangles on the window that the reading system itself fills; a mark has no text, but a place.
export function onPage(element, view) {
    const frame = element.ownerDocument.defaultView.frameElement.getBoundingClientRect()
    return [...element.getClientRects()].some(({ left, top, right, bottom }) =>
        left + frame.left >= view.left - TOLERANCE && left + frame.left < view.right - TOLERANCE
        && (right > left || element.textContent === '')
        && bottom + frame.top > view.top && top + frame.top < view.bottom)
}

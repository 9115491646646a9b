// One reading system with one book in it, in one setting: opens it, goes through it and reports what was found.
// The driver (run.mjs) exposes `screenshot` to this page; what a system is asked for is in adapters/.

import { commonest } from './colour.js'
import * as checks from './checks.js'
import { readPackage, resolve } from './package.js'

const BOOK = { archive: '/book.epub', folder: '/book/' }
const PATIENCE_MS = 5000
const box = document.getElementById('box')
const frame = () => new Promise(requestAnimationFrame)
const split = href => href.split('#')

let reader, contents

export async function open(system, setting) {
    contents = await readPackage(BOOK.folder)
    const { open } = await import(`./adapters/${system}.js`)
    reader = await open(box, { ...BOOK, contents }, setting)
}

// ---- where the reader is ----

function shown(href) {
    const [path, id] = split(href)
    const found = reader.shown().find(({ document, path: at }) => at === path && document?.body)
    if (!found) return null
    const element = id ? found.document.getElementById(id) : found.document.querySelector('body > *')
    return element && checks.onPage(element, box.getBoundingClientRect()) ? found : null
}

// Waits until the place is shown and does not move any more; null where that never happens.
async function arrival(href) {
    const end = performance.now() + PATIENCE_MS
    for (let still = 0, last; performance.now() < end; await frame()) {
        const found = shown(href)
        const now = found && JSON.stringify([found.document.body.getBoundingClientRect(),
            found.document.defaultView.frameElement.getBoundingClientRect()])
        still = now && now === last ? still + 1 : 0
        last = now
        if (still === 3 && found.document.fonts.status === 'loaded') return reader.idle?.().then(() => found) ?? found
    }
    return null
}

async function show(path) {
    await reader.show(contents.spine.indexOf(path))
    const found = await arrival(path)
    if (!found) throw new Error(`${path} was not shown`)
    return found.document
}

// ---- what is found ----

export async function report(setting, follow) {
    const [story] = split(contents.toc[0].href)
    await show(story)
    const paper = await commonest(await globalThis.screenshot())
    const found = { paper, letters: [], overflow: [], faint: [], links: [] }
    for (const path of contents.spine) {
        const document = await show(path)
        const told = fault => `${path}: ${fault}`
        found.letters.push(...checks.letters(document, paper).map(letter => ({ ...letter, path })))
        found.overflow.push(...checks.overflowing(document, box.clientWidth).map(told))
        found.faint.push(...checks.faint(document, paper).map(told))
        found.links.push(...await followLinks(path, follow))
    }
    found.toc = await followList(reader.toc(), contents.toc, follow)
    found.pages = await followList(reader.pageList(), contents.pages, follow)
    return found
}

// Some of a list, spread evenly, the first and the last among them.
const spread = (list, count) => list.length <= count ? list
    : Array.from({ length: count }, (_, index) => list[Math.round(index * (list.length - 1) / (count - 1))])

const internal = a => !/^[a-z][a-z0-9+.-]*:/i.test(a.getAttribute('href'))

async function followLinks(path, count) {
    const links = document => [...document.querySelectorAll('body a[href]')]
        .filter(a => internal(a) && a.getClientRects().length)
    const all = links(await show(path)).map((a, index) => ({ index, href: resolve(a.getAttribute('href'), path) }))
    const found = []
    for (const { index, href } of spread(all, count)) {
        links(await show(path))[index].click()
        found.push({ from: path, href, landed: await arrival(href) !== null })
    }
    return found
}

// The system's own list beside the book's, and whether its entries land.
async function followList(own, book, count) {
    const entries = book.map((entry, index) => ({ ...entry, own: own[index] }))
    const found = { book: book.length, own: own.length, followed: [] }
    for (const { label, href, own } of spread(entries, count)) {
        if (!own) continue
        if (shown(href)) await show(contents.spine[0])
        const said = await reader.goTo(own.href).then(() => null, error => String(error))
        const at = said ? null : await arrival(href)
        const mark = at?.document.getElementById(split(href)[1])
        found.followed.push({ label, href, own: own.label, landed: at !== null, said, mark: mark && labelOf(mark),
            page: reader.page?.() ?? null, inView: at ? marksInView(at.document) : [] })
    }
    return found
}

const labelOf = mark => mark.getAttribute('aria-label') ?? mark.getAttribute('title')
const marksInView = document => [...document.querySelectorAll('[role="doc-pagebreak"]')]
    .filter(mark => checks.onPage(mark, box.getBoundingClientRect())).map(labelOf)

// ---- what is looked at ----

// Turns pages from a document's start until the first element that a selector finds is on the page.
export async function turnTo(path, selector) {
    const document = await show(path)
    const element = document.querySelector(selector)
    for (let turned = 0; !checks.onPage(element, box.getBoundingClientRect()); turned++) {
        if (turned > 50) throw new Error(`${path}: ${selector} was not reached by turning pages`)
        await reader.next()
        for (let waited = 0; waited < 10; waited++) await frame()
    }
    await document.fonts.ready
}

export const find = async selector => {
    for (const path of contents.spine) if ((await show(path)).querySelector(selector)) return path
    return null
}

globalThis.typeset = { open, report, turnTo, find }

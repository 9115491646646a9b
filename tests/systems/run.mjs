// Opens an EPUB in a reading system, in each setting, in headless Chromium, and prints what was found as JSON.
//
//   node run.mjs --epub BOOK.epub --system epubjs|foliate|readium [--settings day,night] [--pictures FOLDER]
//
// Everything comes from a server on 127.0.0.1 and nothing from elsewhere: a request that leaves the machine is
// stopped and told. With --pictures it writes pictures instead, SYSTEM-SETTING.webp, of what VIEWS names.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { delimiter, extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import JSZip from 'jszip'
import puppeteer from 'puppeteer-core'
import { SETTINGS } from './settings.js'

const HERE = fileURLToPath(new URL('.', import.meta.url))
const FOLLOWED = { day: Infinity } // of each list of links and pages; in the other settings a few, well spread
const FEW = 3
// What is on a setting's picture: the page where the first of these begins.
const VIEWS = { day: '.letter', night: '.telegram', sepia: '.email', large: '.letter', face: '.telegram', narrow: '.email' }
const QUALITY = 42 // of WebP, of 100
const TYPES = {
    '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css',
    '.xhtml': 'application/xhtml+xml', '.opf': 'application/oebps-package+xml', '.xml': 'text/xml',
    '.ncx': 'application/x-dtbncx+xml', '.epub': 'application/epub+zip', '.ttf': 'font/ttf', '.otf': 'font/otf',
    '.woff2': 'font/woff2', '.jpg': 'image/jpeg', '.png': 'image/png', '.svg': 'image/svg+xml',
}

const onPath = (...names) => names
    .flatMap(name => process.env.PATH.split(delimiter).map(folder => join(folder, name))).find(existsSync)

async function serve(epub) {
    const archive = await readFile(epub)
    const zip = await JSZip.loadAsync(archive)
    const read = async path => {
        if (path === '/book.epub') return archive
        if (path.startsWith('/book/')) return zip.file(path.slice('/book/'.length))?.async('nodebuffer')
        return readFile(join(HERE, normalize(path))).catch(() => undefined)
    }
    const server = createServer(async ({ url }, response) => {
        const path = decodeURIComponent(new URL(url, 'http://127.0.0.1').pathname)
        const body = await read(path)
        response.writeHead(body ? 200 : 404, { 'Content-Type': TYPES[extname(path)] ?? 'application/octet-stream' })
        response.end(body)
    })
    await new Promise(listening => server.listen(0, '127.0.0.1', listening))
    return { server, origin: `http://127.0.0.1:${server.address().port}` }
}

// A page with the system and the book in it, and what went wrong in it.
async function openReader(browser, origin, system, setting) {
    const page = await browser.newPage()
    await page.setViewport({ width: setting.width, height: setting.height })
    const faults = []
    page.on('pageerror', error => faults.push(`error: ${error.message}`))
    page.on('requestfailed', request => faults.push(`failed: ${request.url()} (${request.failure()?.errorText})`))
    page.on('response', response => {
        if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`)
    })
    await page.setRequestInterception(true)
    page.on('request', request => {
        const inside = [origin, `blob:${origin}`, 'data:', 'about:'].some(start => request.url().startsWith(start))
        if (!inside) faults.push(`asked for ${request.url()}`)
        return inside ? request.continue() : request.abort()
    })
    await page.exposeFunction('screenshot', () => page.screenshot({ encoding: 'base64' }))
    await page.goto(`${origin}/reader.html`)
    await page.evaluate((system, setting) => globalThis.typeset.open(system, setting), system, setting)
    return { page, faults }
}

async function main() {
    const { values } = parseArgs({ options: {
        epub: { type: 'string' }, system: { type: 'string' }, pictures: { type: 'string' },
        settings: { type: 'string', default: Object.keys(SETTINGS).join(',') },
    } })
    const { server, origin } = await serve(values.epub)
    const browser = await puppeteer.launch({
        protocolTimeout: 240_000,
        executablePath: process.env.CHROMIUM ?? onPath('chromium', 'chromium-browser'),
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--no-first-run',
            '--disable-background-networking', '--disable-component-update', '--disable-sync', '--font-render-hinting=none'],
    })
    try {
        const reports = {}
        for (const name of values.settings.split(',')) {
            const { page, faults } = await openReader(browser, origin, values.system, SETTINGS[name])
            if (values.pictures) await picture(page, VIEWS[name], join(values.pictures, `${values.system}-${name}.webp`))
            else reports[name] = { ...await page.evaluate((setting, follow) => globalThis.typeset.report(setting, follow),
                SETTINGS[name], FOLLOWED[name] ?? FEW), faults }
            await page.close()
        }
        if (!values.pictures) console.log(JSON.stringify(reports))
    } finally {
        await browser.close()
        server.close()
    }
}

async function picture(page, selector, path) {
    await page.evaluate(async selector => {
        const { find, turnTo } = globalThis.typeset
        await turnTo(await find(selector), selector)
    }, selector)
    await page.screenshot({ path, type: 'webp', quality: QUALITY })
}

await main()

// What the book's own files say: the spine, the contents and the page list, each href from the archive's root.

export async function readPackage(folder) {
    const xml = async path => new DOMParser().parseFromString(await (await fetch(folder + path)).text(), 'text/xml')
    const container = await xml('META-INF/container.xml')
    const path = container.querySelector('rootfile').getAttribute('full-path')
    const opf = await xml(path)
    const items = new Map([...opf.querySelectorAll('manifest > item')].map(item => [item.id, item]))
    const href = id => resolve(items.get(id).getAttribute('href'), path)
    const navPath = href([...items.values()].find(({ attributes }) =>
        attributes.properties?.value.split(/\s+/).includes('nav')).id)
    const nav = await xml(navPath)
    const list = type => [...nav.querySelectorAll('nav')]
        .filter(element => element.getAttributeNS('http://www.idpf.org/2007/ops', 'type') === type)
        .flatMap(element => [...element.querySelectorAll('a')])
        .map(a => ({ label: a.textContent.trim(), href: resolve(a.getAttribute('href'), navPath) }))
    const text = name => opf.getElementsByTagNameNS('http://purl.org/dc/elements/1.1/', name)[0].textContent
    return {
        title: text('title'), language: text('language'),
        spine: [...opf.querySelectorAll('spine > itemref')].map(item => href(item.getAttribute('idref'))),
        toc: list('toc'), pages: list('page-list'),
    }
}

// An href as seen from the archive's root.
export function resolve(href, from) {
    const { pathname, hash } = new URL(href, `http://archive/${from}`)
    return decodeURI(pathname.slice(1)) + hash
}

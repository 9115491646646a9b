// Colours as [red, green, blue, alpha], 0 to 1, and WCAG 2.2's contrast of two of them.

const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
const known = new Map()

// Any CSS colour, as the browser itself paints it.
export function parse(css) {
    if (!known.has(css)) {
        canvas.clearRect(0, 0, 1, 1)
        canvas.fillStyle = css
        canvas.fillRect(0, 0, 1, 1)
        known.set(css, [...canvas.getImageData(0, 0, 1, 1).data].map(value => value / 255))
    }
    return known.get(css)
}

export const over = ([r, g, b, alpha], below) =>
    [...[r, g, b].map((value, index) => value * alpha + below[index] * (1 - alpha)), 1]

const luminance = colour => {
    const [r, g, b] = colour.map(value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

export function contrast(one, other) {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (light + 0.05) / (dark + 0.05)
}

// The commonest colour of a picture: of a page of text, its paper.
export async function commonest(png) {
    const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob())
    const surface = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')
    surface.drawImage(bitmap, 0, 0)
    const pixels = new Uint32Array(surface.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer)
    const counts = new Map()
    for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
    const [pixel] = [...counts].reduce((most, entry) => entry[1] > most[1] ? entry : most)
    return [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255, 255].map(value => value / 255)
}

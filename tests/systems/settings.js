// How a person may set a reading system. One table: what is not named stays as in `day`.
//   width, height  of the page's window, px      ink, paper, link  colours
//   size           of the type, 1 = the system's own      face  one face for all text, or null

const DAY = { width: 560, height: 760, ink: '#1a1a1a', paper: '#ffffff', link: '#0645ad', size: 1, face: null }

export const SETTINGS = {
    day: DAY,
    night: { ...DAY, ink: '#d8d8d8', paper: '#121212', link: '#8ab4f8' },
    sepia: { ...DAY, ink: '#4a3726', paper: '#f4ecd8', link: '#7a3b00' },
    large: { ...DAY, size: 2 },
    face: { ...DAY, face: 'sans-serif' },
    narrow: { ...DAY, width: 360, height: 640 },
}

const INK = '#1a1a1a'
/** Fewer points than this are a touch, not a signature. */
const LEAST = 12

/** Draws with finger, pen or mouse; `picture` is a PNG, or null while nothing is written. */
export function openSignature(canvas: HTMLCanvasElement): { clear: () => void; picture: () => Promise<Blob | null> } {
  let points = 0
  let last: { x: number; y: number } | null = null
  const context = () => canvas.getContext('2d')!
  const fit = () => {
    if (canvas.width === canvas.clientWidth * 2 || !canvas.clientWidth) return
    canvas.width = canvas.clientWidth * 2
    canvas.height = canvas.clientHeight * 2
    clear()
  }
  const clear = () => {
    points = 0
    const paper = context()
    paper.fillStyle = '#ffffff'
    paper.fillRect(0, 0, canvas.width, canvas.height)
  }
  const at = (event: PointerEvent) => {
    const box = canvas.getBoundingClientRect()
    return { x: (event.clientX - box.left) * 2, y: (event.clientY - box.top) * 2 }
  }
  canvas.onpointerdown = (event) => {
    fit()
    canvas.setPointerCapture(event.pointerId)
    last = at(event)
  }
  canvas.onpointermove = (event) => {
    if (!last) return
    const next = at(event)
    const pen = context()
    pen.strokeStyle = INK
    pen.lineWidth = 5
    pen.lineCap = 'round'
    pen.beginPath()
    pen.moveTo(last.x, last.y)
    pen.lineTo(next.x, next.y)
    pen.stroke()
    last = next
    points++
  }
  canvas.onpointerup = canvas.onpointercancel = () => {
    last = null
  }
  return {
    clear,
    picture: () =>
      new Promise((done) => (points < LEAST ? done(null) : canvas.toBlob((picture) => done(picture), 'image/png'))),
  }
}

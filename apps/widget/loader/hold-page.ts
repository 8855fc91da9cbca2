/** Keeps the page behind a full-screen panel from scrolling; gives back what the page had set. */
export function createPageHold(): (held: boolean) => void {
  let before: string | null = null
  return (held) => {
    const { style } = document.documentElement
    if (held && before === null) {
      before = style.overflow
      style.overflow = 'hidden'
    } else if (!held && before !== null) {
      style.overflow = before
      before = null
    }
  }
}

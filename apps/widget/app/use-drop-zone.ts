import { useEffect, useRef, useState } from 'preact/hooks'

/** Files dropped anywhere in the frame; true while some are held over it. */
export function useDropZone(onFiles: (files: File[]) => void): boolean {
  const [isDragged, setDragged] = useState(false)
  const latest = useRef(onFiles)
  latest.current = onFiles
  useEffect(() => {
    let depth = 0
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const listeners: Record<string, (event: DragEvent) => void> = {
      dragenter: (event) => hasFiles(event) && setDragged(++depth > 0),
      dragleave: (event) => hasFiles(event) && setDragged(--depth > 0),
      dragover: (event) => hasFiles(event) && event.preventDefault(),
      drop: (event) => {
        if (!hasFiles(event)) return
        event.preventDefault()
        depth = 0
        setDragged(false)
        latest.current([...(event.dataTransfer?.files ?? [])])
      },
    }
    const entries = Object.entries(listeners) as [string, EventListener][]
    for (const [name, listener] of entries) document.addEventListener(name, listener)
    return () => {
      for (const [name, listener] of entries) document.removeEventListener(name, listener)
    }
  }, [])
  return isDragged
}

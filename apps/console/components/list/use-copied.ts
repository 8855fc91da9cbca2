import { useEffect, useState } from 'react'

/** Puts text on the clipboard and says so for two seconds; without the clipboard API (no https) it uses a selection. */
export function useCopied() {
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async (text: string) => {
    if (navigator.clipboard) await navigator.clipboard.writeText(text)
    else copyBySelection(text)
    setCopied(true)
  }
  return { copied, copy }
}

function copyBySelection(text: string): void {
  const area = document.createElement('textarea')
  area.value = text
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

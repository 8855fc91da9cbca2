import { syllableOf } from '#understanding/pinyin.ts'

/** A number for the sound of each UTF-16 unit of a text: characters that sound alike have the same one. */
export function soundsOf(text: string): Uint32Array {
  const sounds = new Uint32Array(text.length)
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    sounds[i] = table[code] || read(code)
  }
  return sounds
}

/** Whether one stands in another as a run. */
export function holds(sounds: Uint32Array, run: Uint32Array): boolean {
  for (let from = 0; from + run.length <= sounds.length; from++) {
    let at = 0
    while (at < run.length && sounds[from + at] === run[at]) at++
    if (at === run.length) return true
  }
  return false
}

/** By character code; 0 for one not yet read. */
const table = new Uint32Array(0x10000)
const numbers = new Map<string, number>()

function read(code: number): number {
  const character = String.fromCharCode(code)
  const sound = syllableOf(character) ?? character
  let number = numbers.get(sound)
  if (number === undefined) {
    number = numbers.size + 1
    numbers.set(sound, number)
  }
  table[code] = number
  return number
}

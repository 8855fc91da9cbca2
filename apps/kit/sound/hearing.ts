/** Tells when somebody speaks into an open microphone, and when he has finished. */
export type Hearing = { close(): void }
export type OpenHearing = (options: {
  context: AudioContext
  stream: MediaStream
  onVoice: (on: boolean) => void
}) => Promise<Hearing>

/** Model and runtime are 6 MB on the way; whoever saves data does without. */
const savesData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true

/** Fetches the detector, which the house serves itself; null where it cannot be had or cannot run. */
export async function openHearing(options: Parameters<OpenHearing>[0]): Promise<Hearing | null> {
  if (typeof WebAssembly === 'undefined' || savesData()) return null
  try {
    const address = '/hearing/hearing.js'
    const loaded = (await import(/* @vite-ignore */ address)) as { openHearing: OpenHearing }
    return await loaded.openHearing(options)
  } catch {
    return null
  }
}

let audio: AudioContext | null = null

/** Two soft notes that answer each other. Silent until the visitor has touched the page, as browsers want it. */
export function chime(): void {
  if (!('AudioContext' in window) || navigator.userActivation?.hasBeenActive === false) return
  audio ??= new AudioContext()
  const begin = audio.currentTime
  for (const [delay, pitch] of [
    [0, 660],
    [0.14, 880],
  ] as const) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.frequency.value = pitch
    volume.gain.setValueAtTime(0, begin + delay)
    volume.gain.linearRampToValueAtTime(0.06, begin + delay + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, begin + delay + 0.35)
    tone.connect(volume).connect(audio.destination)
    tone.start(begin + delay)
    tone.stop(begin + delay + 0.4)
  }
}

let audio: AudioContext | null = null

/** Two soft tones, a call and its answer. Silent until the person has touched the page, as browsers demand. */
export function chime(): void {
  audio ??= new AudioContext()
  if (audio.state === 'suspended') void audio.resume()
  const { currentTime, destination } = audio
  for (const [index, frequency] of [587, 784].entries()) {
    const start = currentTime + index * 0.16
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    tone.type = 'sine'
    tone.frequency.value = frequency
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(0.09, start + 0.02)
    volume.gain.exponentialRampToValueAtTime(0.0001, start + 0.5)
    tone.connect(volume).connect(destination)
    tone.start(start)
    tone.stop(start + 0.55)
  }
}

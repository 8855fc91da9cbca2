/** Two tones of a second, two seconds of quiet, as telephones ring here. */
const PERIOD_MS = 3000
const TONES = [440, 480]
const LOUDNESS = 0.06

/** Rings until the returned function is called. Silent until the person has touched the page, as browsers demand. */
export function ring(): () => void {
  const audio = new AudioContext()
  const strike = () => {
    if (audio.state === 'suspended') void audio.resume().catch(() => undefined)
    const start = audio.currentTime
    const volume = audio.createGain()
    volume.gain.setValueAtTime(0, start)
    volume.gain.linearRampToValueAtTime(LOUDNESS, start + 0.05)
    volume.gain.setValueAtTime(LOUDNESS, start + 0.95)
    volume.gain.linearRampToValueAtTime(0, start + 1)
    volume.connect(audio.destination)
    for (const frequency of TONES) {
      const tone = audio.createOscillator()
      tone.frequency.value = frequency
      tone.connect(volume)
      tone.start(start)
      tone.stop(start + 1)
    }
  }
  strike()
  const timer = setInterval(strike, PERIOD_MS)
  return () => {
    clearInterval(timer)
    void audio.close().catch(() => undefined)
  }
}

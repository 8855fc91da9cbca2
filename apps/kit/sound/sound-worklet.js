// Runs on the audio thread: the microphone becomes frames of 20 ms at 16 kHz, frames of 16 kHz become sound.
/* global AudioWorkletProcessor, registerProcessor, sampleRate */
const RATE = 16000
const FRAME = 320
/** Sound begins once so many frames wait, so that an uneven network is not heard. */
const CUSHION = 3
const MOST = 50

class Capture extends AudioWorkletProcessor {
  constructor() {
    super()
    this.step = sampleRate / RATE
    this.frame = new Int16Array(FRAME)
    this.filled = 0
    this.place = 0
    this.sum = 0
    this.count = 0
  }
  /** Each sample is the mean of those it stands for, which keeps higher tones out. */
  process([input]) {
    for (const value of input?.[0] ?? []) {
      this.sum += value
      this.count += 1
      this.place += 1
      if (this.place < this.step) continue
      this.place -= this.step
      const mean = Math.max(-1, Math.min(1, this.sum / this.count))
      this.sum = 0
      this.count = 0
      this.frame[this.filled++] = Math.round(mean * 32767)
      if (this.filled < FRAME) continue
      this.port.postMessage(this.frame.slice())
      this.filled = 0
    }
    return true
  }
}

class Playback extends AudioWorkletProcessor {
  constructor() {
    super()
    this.waiting = []
    this.playing = false
    this.place = 0
    this.last = 0
    this.port.onmessage = ({ data }) => {
      if (data === 'clear') {
        this.waiting = []
        this.playing = false
        this.place = 0
      } else if (this.waiting.length < MOST) this.waiting.push(data)
    }
  }
  process(_inputs, [output]) {
    const channel = output[0]
    if (!this.playing && this.waiting.length >= CUSHION) this.playing = true
    for (let n = 0; n < channel.length; n++) {
      channel[n] = this.playing ? this.next() : 0
    }
    for (const other of output.slice(1)) other.set(channel)
    return true
  }
  next() {
    const frame = this.waiting[0]
    if (!frame) {
      this.playing = false
      return 0
    }
    const at = Math.floor(this.place)
    const from = frame[at] / 32768
    const to = (at + 1 < FRAME ? frame[at + 1] : (this.waiting[1]?.[0] ?? frame[at])) / 32768
    const value = from + (to - from) * (this.place - at)
    this.place += RATE / sampleRate
    if (this.place >= FRAME) {
      this.place -= FRAME
      this.waiting.shift()
    }
    return value
  }
}

registerProcessor('yinghe-capture', Capture)
registerProcessor('yinghe-playback', Playback)

declare module '@echogarden/espeak-ng-emscripten' {
  type Synthesizer = {
    set_voice(name: string, language: string, gender: number, age: number, variant: number): number
    set_rate(wordsPerMinute: number): void
    /** `made` returns true to stop. */
    synthesize(text: string, made: (samples: Int16Array | null) => boolean): void
  }
  export default function open(): Promise<{ eSpeakNGWorker: new () => Synthesizer }>
}

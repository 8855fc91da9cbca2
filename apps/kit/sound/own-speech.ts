type Locale = 'zh' | 'en'
type Result = { isFinal: boolean; 0: { transcript: string } }
type ResultEvent = { resultIndex: number; results: ArrayLike<Result> }
type Recogniser = {
  lang: string
  continuous: boolean
  interimResults: boolean
  start(): void
  stop(): void
  abort(): void
  onspeechstart: (() => unknown) | null
  onspeechend: (() => unknown) | null
  onresult: ((event: ResultEvent) => void) | null
  onerror: ((event: { error: string }) => void) | null
  onend: (() => void) | null
}

const LANGUAGE = { zh: 'zh-CN', en: 'en-US' }
const RecogniserClass = (): (new () => Recogniser) | undefined => {
  const page = window as unknown as Record<string, new () => Recogniser>
  return page.SpeechRecognition ?? page.webkitSpeechRecognition
}

/** Whether this browser says that it can recognise and speak the language by itself. */
export const browserHears = (): boolean => RecogniserClass() !== undefined
export const browserSpeaks = (locale: Locale): boolean =>
  'speechSynthesis' in window && speechSynthesis.getVoices().some(({ lang }) => lang.toLowerCase().startsWith(locale))

export type OwnHearing = {
  start(): void
  stop(): void
  /** That somebody speaks, from who knows better; when he has finished, what was said is asked for at once. */
  voice(on: boolean): void
}

/** The browser's own recogniser, started again whenever it ends by itself, until it says that it cannot. */
export function openOwnHearing(
  locale: Locale,
  events: {
    onVoice: (on: boolean) => void
    onText: (text: string, final: boolean) => void
    onUnable: () => void
  },
): OwnHearing {
  const Class = RecogniserClass()
  let recogniser: Recogniser | null = null
  // The recogniser's own word counts until somebody else tells.
  let told = false
  const begin = () => {
    if (!Class || recogniser) return
    const own = new Class()
    recogniser = own
    Object.assign(own, { lang: LANGUAGE[locale], continuous: true, interimResults: true })
    own.onspeechstart = () => told || events.onVoice(true)
    own.onspeechend = () => told || events.onVoice(false)
    own.onresult = ({ resultIndex, results }) => {
      for (let n = resultIndex; n < results.length; n++) {
        const result = results[n]
        if (result) events.onText(result[0].transcript, result.isFinal)
      }
    }
    own.onerror = ({ error }) => {
      if (error === 'no-speech' || error === 'aborted') return
      recogniser = null
      events.onUnable()
    }
    own.onend = () => {
      if (recogniser !== own) return
      recogniser = null
      begin()
    }
    own.start()
  }
  return {
    start: begin,
    voice(on) {
      if (!recogniser) return
      told = true
      events.onVoice(on)
      // It begins again by itself.
      if (!on) recogniser.stop()
    },
    stop() {
      const running = recogniser
      recogniser = null
      running?.abort()
    },
  }
}

/** Says sentences with the browser's own voice, and how far each one got. */
export function openOwnVoice(locale: Locale, onSaid: (id: number, characters: number, done: boolean) => void) {
  return {
    say({ id, text, speed }: { id: number; text: string; speed: number }): void {
      const sentence = new SpeechSynthesisUtterance(text)
      sentence.lang = LANGUAGE[locale]
      sentence.rate = speed
      sentence.onstart = () => onSaid(id, 0, false)
      sentence.onboundary = ({ charIndex }) => onSaid(id, charIndex, false)
      sentence.onend = () => onSaid(id, text.length, true)
      sentence.onerror = ({ error }) => {
        if (error !== 'interrupted' && error !== 'canceled') onSaid(id, text.length, true)
      }
      speechSynthesis.speak(sentence)
    },
    hush: () => speechSynthesis.cancel(),
  }
}

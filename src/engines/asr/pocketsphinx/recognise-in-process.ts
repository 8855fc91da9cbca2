import { type Decoder, openDecoder } from '#engines/asr/pocketsphinx/decoder.ts'
import { type Dictionary, readDictionary } from '#engines/asr/pocketsphinx/dictionary.ts'
import { type Grammar, writeGrammar } from '#engines/asr/pocketsphinx/grammar.ts'
import type { SpokenLanguage } from '#engines/audio.ts'
import { serveCompanion } from '#engines/companion.ts'

export type SphinxModels = Partial<Record<SpokenLanguage, { acoustic: string; dictionary: string }>>
type Asked = { language: SpokenLanguage; phrases: string[]; samples: Int16Array }
export type ToSphinx = Asked | { prepare: SpokenLanguage }
export type FromSphinx =
  | { prepared: true }
  | {
      phrase: string /** Score a frame, compared with phones of any kind in any order. */
      margin: number
      unheard: string[]
    }
  | { notAble: string }
  | { fault: string }

const KEPT_GRAMMARS = 60
const PHONES = 'phones'

type Ears = {
  decoder: Decoder
  dictionary: Dictionary
  grammars: Map<string, { name: string; grammar: Grammar }>
  made: number
}

const models = JSON.parse(process.argv[2] ?? '{}') as SphinxModels
const opened = new Map<SpokenLanguage, Promise<Ears>>()

async function open(language: SpokenLanguage): Promise<Ears> {
  const model = models[language]
  if (!model) throw new Error(`no model of ${language}`)
  const dictionary = await readDictionary(model.dictionary, language)
  const decoder = openDecoder(model)
  decoder.setAllphones(PHONES)
  return { decoder, dictionary, grammars: new Map(), made: 0 }
}

function earsFor(language: SpokenLanguage): Promise<Ears> {
  const opening = opened.get(language) ?? open(language)
  opened.set(language, opening)
  return opening
}

async function recognise({ language, phrases, samples }: Asked): Promise<FromSphinx> {
  const ears = await earsFor(language)
  const known = grammarOf(ears, phrases, language)
  if (!known) return { notAble: 'none of the phrases can be heard with this dictionary' }
  const said = ears.decoder.decode(known.name, samples)
  const { unheard } = known.grammar
  if (!said.words) return { phrase: '', margin: 0, unheard }
  const any = ears.decoder.decode(PHONES, samples)
  const margin = said.score / said.frames - any.score / any.frames
  return { phrase: known.grammar.read(said.words), margin, unheard }
}

/** Grammars of steps come again and again; those used longest ago go. */
function grammarOf(ears: Ears, phrases: string[], language: SpokenLanguage) {
  const key = phrases.join('\n')
  const held = ears.grammars.get(key)
  if (held) {
    ears.grammars.delete(key)
    ears.grammars.set(key, held)
    return held
  }
  const grammar = writeGrammar(phrases, language, ears.dictionary)
  if (!grammar) return null
  for (const [word, phones] of grammar.taught) ears.decoder.teach(word, phones)
  const fresh = { name: `said${++ears.made}`, grammar }
  ears.decoder.setGrammar(fresh.name, grammar.jsgf)
  ears.grammars.set(key, fresh)
  const [oldest] = ears.grammars
  if (ears.grammars.size > KEPT_GRAMMARS && oldest) {
    ears.decoder.forget(oldest[1].name)
    ears.grammars.delete(oldest[0])
  }
  return fresh
}

// Decoding is one after the other in this process, as the decoder wants it.
serveCompanion<ToSphinx>((tell: (message: FromSphinx) => void) => {
  let wanted = true
  return {
    receive(asked) {
      if (!wanted) return
      const done =
        'prepare' in asked ? earsFor(asked.prepare).then(() => ({ prepared: true as const })) : recognise(asked)
      done.then(tell, (error: unknown) => tell({ fault: String(error).slice(0, 200) }))
    },
    over() {
      wanted = false
    },
  }
})

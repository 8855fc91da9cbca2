import { createRequire } from 'node:module'

export type Hypothesis = { words: string /** Log score of the path. */; score: number; frames: number }

/** One acoustic model with its dictionary; grammars are told apart by name. */
export type Decoder = {
  teach(word: string, phones: string): void
  setGrammar(name: string, jsgf: string): void
  /** Any phones in any order, under a name: what any speech fits. */
  setAllphones(name: string): void
  forget(name: string): void
  decode(name: string, samples: Int16Array): Hypothesis
}

type Native = (...args: unknown[]) => unknown
const DECODER = 'libpocketsphinx.so.3'
const BASE = 'libsphinxbase.so.3'

/** Opens libpocketsphinx (5prealpha, as Debian has it) by its C functions. Throws without it. */
export function openDecoder(model: { acoustic: string; dictionary: string }): Decoder {
  const koffi = createRequire(import.meta.url)('koffi') as {
    load(name: string): { func(signature: string): Native }
  }
  const sphinx = koffi.load(DECODER)
  const base = koffi.load(BASE)
  const parseArguments = base.func('void *cmd_ln_parse_r(void *, void *, int, char **, int)')
  base.func('void err_set_logfp(void *)')(null)
  const settings = [
    '-hmm',
    model.acoustic,
    '-dict',
    model.dictionary,
    '-samprate',
    '16000',
    '-nfft',
    '512',
    '-allphone_ci',
    'yes',
    '-wip',
    '0.1',
    '-cmn',
    'batch',
  ]
  const args = ['yinghe', ...settings, '-logfn', '/dev/null']
  const definitions = sphinx.func('void *ps_args()')()
  const ps = sphinx.func('void *ps_init(void *)')(parseArguments(null, definitions, args.length, args, 1))
  if (!ps) throw new Error(`the acoustic model in ${model.acoustic} could not be opened`)
  const addWord = sphinx.func('int ps_add_word(void *, const char *, const char *, int)')
  const setJsgf = sphinx.func('int ps_set_jsgf_string(void *, const char *, const char *)')
  const setPhones = sphinx.func('int ps_set_allphone_file(void *, const char *, const char *)')
  const setSearch = sphinx.func('int ps_set_search(void *, const char *)')
  const unsetSearch = sphinx.func('int ps_unset_search(void *, const char *)')
  const start = sphinx.func('int ps_start_utt(void *)')
  const process = sphinx.func('int ps_process_raw(void *, const int16_t *, size_t, int, int)')
  const end = sphinx.func('int ps_end_utt(void *)')
  const hypothesis = sphinx.func('const char *ps_get_hyp(void *, _Out_ int32_t *)')
  const frames = sphinx.func('int ps_get_n_frames(void *)')
  return {
    teach: (word, phones) => void addWord(ps, word, phones, 0),
    setGrammar(name, jsgf) {
      if (setJsgf(ps, name, jsgf) !== 0) throw new Error('the decoder does not take the grammar')
    },
    setAllphones(name) {
      if (setPhones(ps, name, null) !== 0) throw new Error('the decoder has no loop of phones')
    },
    forget: (name) => void unsetSearch(ps, name),
    decode(name, samples) {
      if (setSearch(ps, name) !== 0 || start(ps) !== 0) throw new Error('the decoder does not start')
      // The last argument says that this is the whole utterance, which the batch mean needs.
      process(ps, samples, samples.length, 0, 1)
      end(ps)
      const score = [0]
      const words = hypothesis(ps, score) as string | null
      return { words: words ?? '', score: score[0]!, frames: Math.max(1, frames(ps) as number) }
    },
  }
}

// `node src/understanding/emotion/build-model.ts GOEMOTIONS.jsonl` writes the weights that ship. They are made from the
// lexicon and the sentences beside this file and, for English, also from GoEmotions (Apache-2.0, see NOTICE).
import { writeFileSync } from 'node:fs'
import { BUCKETS } from '#understanding/emotion/emotion-features.ts'
import { inputsHash } from '#understanding/emotion/inputs-hash.ts'
import { loadLexicon } from '#understanding/emotion/load-lexicon.ts'
import { readGoEmotions } from '#understanding/emotion/read-goemotions.ts'
import { readExamples } from '#understanding/emotion/shipped-examples.ts'
import { packWeights, quantize, WEIGHTS_FILE } from '#understanding/emotion/shipped-weights.ts'
import { OUTPUTS, trainShipped } from '#understanding/emotion/train/train-shipped.ts'

const outside = readGoEmotions(process.argv[2])
const lexicon = loadLexicon()
const started = performance.now()
const [zh, en] = (['zh', 'en'] as const).map((language) => {
  const examples = readExamples(lexicon, language, outside)
  return quantize(trainShipped(examples, BUCKETS[language]), OUTPUTS, BUCKETS[language])
})
const bytes = packWeights({ zh: zh!, en: en!, inputs: inputsHash() })
writeFileSync(WEIGHTS_FILE, bytes)
process.stdout.write(`${bytes.length} bytes in ${Math.round(performance.now() - started)} ms\n`)

import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { z } from 'zod'
import { EmbeddingFault } from '#engines/embedding/embedding-fault.ts'
import type { Vocabulary } from '#engines/embedding/onnx/word-pieces.ts'

/** A model as Hugging Face and sentence-transformers lay it out, ready to be given to the thread. */
export type OnnxFolder = {
  name: string
  model: string
  vocabulary: Vocabulary
  most: number
  pooling: 'mean' | 'first'
}

const MODELS = ['model.onnx', 'onnx/model.onnx', 'model_quantized.onnx', 'onnx/model_quantized.onnx']
/** Pieces of a text that are read; models of this kind know no more places. */
const MOST = 512

const tokenizerJson = z.object({
  normalizer: z.object({ lowercase: z.boolean().default(true), strip_accents: z.boolean().nullish() }).nullish(),
  model: z.object({
    type: z.string().default('WordPiece'),
    vocab: z.record(z.string(), z.number().int()),
    continuing_subword_prefix: z.string().default('##'),
  }),
})
const anyTokenizer = z.object({ model: z.object({ type: z.string().nullish() }).nullish() })
const settings = z.object({ do_lower_case: z.boolean().default(true), model_max_length: z.number().default(MOST) })
const poolingSettings = z.object({ pooling_mode_cls_token: z.boolean().default(false) })

/** Reads what stands beside the model. Throws EmbeddingFault that says what is missing. */
export async function readOnnxFolder(dir: string): Promise<OnnxFolder> {
  const model = MODELS.map((name) => join(dir, name)).find(existsSync)
  if (!model) throw new EmbeddingFault(`there is no model.onnx in ${dir}`, false)
  const own = (await readJson(join(dir, 'tokenizer_config.json'), settings)) ?? settings.parse({})
  const pooling = await readJson(join(dir, '1_Pooling/config.json'), poolingSettings)
  const vocabulary = await readVocabulary(dir, own.do_lower_case)
  return {
    // The folder may be given another model one day; vectors of the two must not meet.
    name: `${basename(resolve(dir))} ${(await hashOf(model)).slice(0, 12)}`,
    model,
    vocabulary,
    most: Math.max(8, Math.min(MOST, own.model_max_length)),
    pooling: pooling?.pooling_mode_cls_token ? 'first' : 'mean',
  }
}

async function readVocabulary(dir: string, lowercase: boolean): Promise<Vocabulary> {
  const file = join(dir, 'tokenizer.json')
  if (existsSync(join(dir, 'vocab.txt'))) {
    const lines = (await readFile(join(dir, 'vocab.txt'), 'utf8')).split(/\r?\n/)
    const ids = new Map(lines.flatMap((piece, id) => (piece ? [[piece, id] as const] : [])))
    return vocabularyOf(ids, { lowercase, stripAccents: lowercase, continuing: '##' })
  }
  const kind = await readJson(file, anyTokenizer)
  if (!kind) throw new EmbeddingFault(`there is neither vocab.txt nor tokenizer.json in ${dir}`, false)
  if ((kind.model?.type ?? 'WordPiece') !== 'WordPiece')
    throw new EmbeddingFault(`the tokenizer is ${kind.model?.type}; only WordPiece vocabularies can be read`, false)
  const { normalizer, model } = (await readJson(file, tokenizerJson))!
  const lower = normalizer?.lowercase ?? lowercase
  return vocabularyOf(new Map(Object.entries(model.vocab)), {
    lowercase: lower,
    stripAccents: normalizer?.strip_accents ?? lower,
    continuing: model.continuing_subword_prefix,
  })
}

function vocabularyOf(
  ids: Map<string, number>,
  rest: Pick<Vocabulary, 'lowercase' | 'stripAccents' | 'continuing'>,
): Vocabulary {
  const sign = (name: string): number => {
    const id = ids.get(name)
    if (id === undefined) throw new EmbeddingFault(`the vocabulary has no ${name}`, false)
    return id
  }
  return {
    ids,
    unknown: sign('[UNK]'),
    begin: sign('[CLS]'),
    end: sign('[SEP]'),
    padding: ids.get('[PAD]') ?? 0,
    ...rest,
  }
}

/** Null when there is no such file. */
async function readJson<S extends z.ZodType>(file: string, schema: S): Promise<z.infer<S> | null> {
  if (!existsSync(file)) return null
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new EmbeddingFault(`${file} cannot be read: ${String(error).slice(0, 200)}`, false)
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer)
  return hash.digest('hex')
}

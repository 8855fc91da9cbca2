// `npm run models`: lists the speech models; `npm run models -- ID…` installs; `--from DIR` takes files that were copied by hand.
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { MODELS, type Model } from '#engines/models/catalogue.ts'
import { InstallFault, installModel, isInstalled } from '#engines/models/install.ts'
import { readConfig } from '#platform/config.ts'

const say = (line = '') => process.stdout.write(`${line}\n`)
const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
const sizeOf = ({ files }: Model) => files.reduce((sum, { bytes }) => sum + bytes, 0)

/** A name stands for all that begin with it: `pocketsphinx` for both languages. */
export const named = (names: string[]): Model[] =>
  MODELS.filter(({ id }) => names.some((name) => id === name || id.startsWith(`${name}-`)))

async function list(dir: string): Promise<void> {
  say(`Models in ${dir}`)
  for (const model of MODELS) {
    const state = (await isInstalled(model, dir)) ? 'installed' : 'not installed'
    say(`\n  ${model.id}  ${megabytes(sizeOf(model))}  ${state}\n    ${model.title.en}\n    ${model.title.zh}`)
    say(`    licence: ${model.licence}\n    source: ${model.source}`)
  }
  say('\nInstall: npm run models -- ID [--yes] [--from FOLDER]')
}

async function agreed(models: Model[]): Promise<boolean> {
  for (const model of models) say(`${model.id}: ${megabytes(sizeOf(model))} from ${model.source}\n  ${model.licence}`)
  if (!process.stdin.isTTY) {
    say('Nobody is there to agree; run with --yes to take the licences above')
    return false
  }
  const lines = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await lines.question('Install under these licences? [y/N] ')
  lines.close()
  return /^y(es)?$/i.test(answer.trim())
}

function printProgress(file: string, done: number, bytes: number): void {
  const percent = Math.floor((done / bytes) * 100)
  if (process.stdout.isTTY) process.stdout.write(`\r  ${file}  ${percent} %${done === bytes ? '\n' : ''}`)
  else if (done === bytes) say(`  ${file}  ${megabytes(bytes)}`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { yes: { type: 'boolean', default: false }, from: { type: 'string' } },
  })
  const config = readConfig()
  const dir = config.YINGHE_MODELS || join(config.DATA_DIR, 'models')
  if (!positionals.length) {
    await list(dir)
    return 0
  }
  const models = named(positionals)
  const unknown = positionals.filter((name) => named([name]).length === 0)
  if (unknown.length) {
    say(`There is no model ${unknown.join(', ')}. There are: ${MODELS.map(({ id }) => id).join(', ')}`)
    return 1
  }
  if (!values.yes && !(await agreed(models))) return 1
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  try {
    for (const model of models) {
      say(`${model.id} → ${join(dir, model.folder)}`)
      await installModel(model, {
        dir,
        signal: stop.signal,
        progress: printProgress,
        ...(values.from && { from: values.from }),
      })
    }
  } catch (error) {
    if (!(error instanceof InstallFault)) throw error
    say(`\n${error.message}.`)
    return 1
  }
  say('Installed. Restart the server to use them.')
  return 0
}

if (import.meta.main) process.exitCode = await main()

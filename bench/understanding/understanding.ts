import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchAnswers } from './answers.ts'
import { dataFolder, type Folders } from './data.ts'
import { benchEmotion } from './emotion.ts'
import { benchTaught } from './emotion-taught.ts'
import { benchIntents } from './intents.ts'
import { benchPacks } from './packs.ts'
import { benchFaq } from './retrieval.ts'
import { benchSlots } from './slots.ts'
import { benchSpeed } from './speed.ts'
import { benchState } from './state.ts'

export type Figures = Record<string, unknown>

/** Each part prints its own table and gives its figures; a part whose files are absent says so and gives null. */
const PARTS: Record<string, (folders: Folders) => Promise<Figures | null>> = {
  intents: benchIntents,
  speed: benchSpeed,
  emotion: benchEmotion,
  taught: benchTaught,
  retrieval: benchFaq,
  answers: benchAnswers,
  packs: benchPacks,
  slots: benchSlots,
  state: benchState,
}

/** `npm run bench understanding [-- --train DIR --test DIR] [--questions DIR] [--only part,part]` */
export async function benchUnderstanding(args: string[]): Promise<Figures> {
  const { values } = parseArgs({
    args,
    options: {
      train: { type: 'string' },
      test: { type: 'string' },
      questions: { type: 'string' },
      only: { type: 'string' },
    },
  })
  const { test = null, questions = null } = values
  const folders = { train: values.train ?? dataFolder(), test, questions }
  for (const folder of Object.values(folders)) {
    if (folder && !existsSync(folder)) {
      process.stdout.write(
        `The folder ${folder} is absent${folder === folders.train ? ': set YINGHE_DATA or give --train' : ''}. Nothing was measured.\n`,
      )
      return { absent: true }
    }
  }
  const only = values.only?.split(',')
  const figures: Figures = { split: folders.test ? 'whole dev → test folder' : 'dev train → dev valid' }
  for (const [name, part] of Object.entries(PARTS)) {
    if (only && !only.includes(name)) continue
    try {
      figures[name] = await part(folders)
    } catch (error) {
      // One part that fails must not cost the figures of the others.
      process.stdout.write(`${name} failed: ${(error as Error).stack}\n`)
      figures[name] = { failed: String(error) }
      process.exitCode = 1
    }
  }
  return figures
}

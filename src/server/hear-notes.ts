import { buffer } from 'node:stream/consumers'
import type { HearNote } from '#conversations/heard-notes.ts'
import { hearNote } from '#engines/speech/hear-note.ts'
import { hotWordsOf } from '#engines/speech/hot-words.ts'
import type { Core } from './open-core.ts'
import type { Mind } from './open-mind.ts'

/** Voice notes are heard by whoever hears calls. */
export const hearNotes =
  ({ files, speech, log }: Core, mind: Pick<Mind, 'terms'>): HearNote =>
  async ({ fileId }, language) => {
    try {
      const row = await files.find(fileId)
      if (!row) return null
      const hotWords = hotWordsOf(mind.terms(), language)
      return await hearNote(speech.asr, await buffer(files.read(row)), { language, hotWords })
    } catch (error) {
      log.error({ err: error }, 'a voice note could not be heard; it is delivered without its words')
      return null
    }
  }

import { recordAudit } from '#governance/record-audit.ts'
import type { Database, Queryable } from '#platform/db/open.ts'
import { settings } from '#platform/settings/settings.ts'
import { type RecordingSettings, recordingSettings } from '#voice/recording/contract.ts'

const KEY = 'voice.recording'

/** Measuring how a voice sounds is off until somebody decides for it. */
const USUAL: RecordingSettings = {
  on: true,
  retentionDays: 180,
  notice: {
    zh: '为了保障服务质量，本次通话可能会被录音。如您不同意，请按星号键或直接告诉我“不要录音”。',
    en: 'This call may be recorded to keep our service good. If you do not want that, press star or say "no recording".',
  },
  emotion: false,
  emotionNotice: {
    zh: '为了更好地照顾您的感受，系统会分析您说话的语气，仅用于本次服务。同意请按一，不同意请按二，两种都不影响服务。',
    en: 'To look after you better, the system can analyse your tone of voice, for this call only. Press one to agree or two to decline; either way you get the same service.',
  },
}

export async function readRecordingSettings(db: Queryable): Promise<RecordingSettings> {
  const stored = recordingSettings.safeParse(await settings.read(db, KEY))
  return stored.success ? stored.data : USUAL
}

export function changeRecordingSettings(database: Database, value: RecordingSettings, actor: string, ip: string) {
  return database.transaction(async (tx) => {
    await settings.write(tx, KEY, value)
    const { on, retentionDays, emotion } = value
    await recordAudit(tx, { actor, action: 'recording.settings', detail: { on, retentionDays, emotion }, ip })
  })
}

import { join } from 'node:path'
import type { Periodic } from '#platform/periodic.ts'
import { noteConsent } from '#voice/consent/consents.ts'
import type { ConsentHow, ConsentPurpose } from '#voice/consent/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { purgeDueRecordings, recoverRecordings } from '#voice/recording/keep.ts'
import { openRecorder, type RecordedCall } from '#voice/recording/recorder.ts'
import { recordingRoutes } from '#voice/recording/routes.ts'
import { readRecordingSettings } from '#voice/recording/settings.ts'
import { openVault } from '#voice/recording/vault.ts'
import type { Core } from './open-core.ts'

const HOUR = 3600_000

/** Recording of calls: a recorder for each, the pages that play them, and their end when their time is over. */
export function openRecordings({ database, log, config, secrets }: Core) {
  const kept = { database, dir: join(config.DATA_DIR, 'recordings'), vault: openVault(secrets.session) }
  return {
    routes: recordingRoutes(kept),
    /** What to say before a call is recorded; read once at its beginning. */
    settings: () => readRecordingSettings(database.db),
    recorder: (call: RecordedCall, { on, retentionDays }: RecordingSettings) =>
      openRecorder({ ...kept, log, retentionDays: () => (on ? retentionDays : null) }, call),
    /** Writes down what a caller made of a notice; a call goes on when that fails. */
    consents:
      (call: { id: string; customerId: string }) =>
      (purpose: ConsentPurpose, notice: string) =>
      (given: boolean, how: ConsentHow) =>
        void noteConsent(database, { callId: call.id, customerId: call.customerId, purpose, given, how, notice }).catch(
          (error: unknown) => log.error({ err: error }, 'a consent could not be written down'),
        ),
    start(periodic: Periodic) {
      periodic.every('recordings past their time', HOUR, () => purgeDueRecordings(kept))
      periodic.every('recordings of lost nodes', 60_000, () => recoverRecordings(kept))
    },
  }
}

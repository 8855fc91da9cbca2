import { join } from 'node:path'
import type { LedgerEvent } from '#platform/ledger/contract.ts'
import type { Periodic } from '#platform/periodic.ts'
import { noteConsent } from '#voice/consent/consents.ts'
import type { ConsentHow, ConsentPurpose } from '#voice/consent/contract.ts'
import { callEvents } from '#voice/contract.ts'
import type { RecordingSettings } from '#voice/recording/contract.ts'
import { purgeDueRecordings, recoverRecordings } from '#voice/recording/keep.ts'
import { openRecorder, type RecordedCall, type Recorder } from '#voice/recording/recorder.ts'
import { recordingRoutes } from '#voice/recording/routes.ts'
import { readRecordingSettings } from '#voice/recording/settings.ts'
import { openVault } from '#voice/recording/vault.ts'
import type { Core } from './open-core.ts'

const HOUR = 3600_000

/** Recording of calls: a recorder for each, the pages that play them, and their end when their time is over. */
export function openRecordings({ database, conversations, log, config, secrets }: Core) {
  /** Recorders of the calls of this node. */
  const live = new Map<string, Recorder>()
  const kept = { database, dir: join(config.DATA_DIR, 'recordings'), vault: openVault(secrets.session) }
  return {
    routes: recordingRoutes({ ...kept, conversations }),
    /** What to say before a call is recorded; read once at its beginning. */
    settings: () => readRecordingSettings(database.db),
    recorder(call: RecordedCall, { on, retentionDays }: RecordingSettings): Recorder {
      const recorder = openRecorder({ ...kept, log, retentionDays: () => (on ? retentionDays : null) }, call)
      live.set(call.id, recorder)
      return {
        ...recorder,
        end() {
          live.delete(call.id)
          return recorder.end()
        },
      }
    },
    /** What was asked at a desk is done where the call is. */
    hear({ kind, payload }: LedgerEvent) {
      if (kind !== 'call.recording-asked') return
      const { callId, paused } = callEvents[kind].payload.parse(payload)
      const recorder = live.get(callId)
      if (paused) recorder?.pause('asked')
      // Who has it go on has heard that the number is through.
      else for (const why of ['asked', 'card-number'] as const) recorder?.resume(why)
    },
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

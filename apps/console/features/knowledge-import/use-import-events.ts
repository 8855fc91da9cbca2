import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ImportJob } from '../../../../src/knowledge/import/contract.ts'
import { useLive } from '../../realtime/realtime.tsx'

export const importKey = (id: string) => ['knowledge-imports', 'one', id] as const
export const rowsKey = (id: string) => `knowledge-import-rows:${id}`

type Change = Pick<ImportJob, 'status' | 'stage' | 'progress'> & { importId: string }

/** Progress moves the bar that is shown; another status fetches the import, its rows and the list again. */
export function useImportEvents(): void {
  const { onEvent } = useLive()
  const client = useQueryClient()
  useEffect(
    () =>
      onEvent((event) => {
        if (event.kind !== 'import.changed') return
        const { importId, status, stage, progress } = event.payload as Change
        const key = importKey(importId)
        const known = client.getQueryData<ImportJob>(key)
        if (known?.status === status) {
          client.setQueryData<ImportJob>(key, { ...known, stage, progress })
          return
        }
        void client.invalidateQueries({ queryKey: ['knowledge-imports'] })
        void client.invalidateQueries({ queryKey: [rowsKey(importId)] })
      }),
    [onEvent, client],
  )
}

import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useNavigate } from 'react-router'
import type { ImportJob } from '../../../../src/knowledge/import/contract.ts'
import { post, upload } from '../../api.ts'
import { useTold } from '../../components/list/use-told.tsx'

/** What every article of the import gets unless its own line says otherwise; '' where nothing is said. */
export type Given = { language: 'zh' | 'en'; category: string; departmentId: string }

/** Sending a file or an address; the import's page opens when it has arrived. */
export function useBegin(given: Given) {
  const { failed } = useTold()
  const navigate = useNavigate()
  const stop = useRef<AbortController | null>(null)
  const [share, setShare] = useState<number | null>(null)
  const open = (job: ImportJob) => navigate(`/knowledge/import/${encodeURIComponent(job.id)}`)
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))

  const send = async (file: File) => {
    const control = new AbortController()
    stop.current = control
    setShare(0)
    try {
      const path = '/api/knowledge/imports'
      await open(await upload<ImportJob>(path, file, file.name, setShare, control.signal, options))
    } catch (error) {
      if (!control.signal.aborted) failed(error)
    } finally {
      setShare(null)
    }
  }
  const fetchPage = useMutation({
    retry: false,
    mutationFn: (url: string) => post<ImportJob>('/api/knowledge/imports/url', { url, ...options }),
    onSuccess: open,
    onError: failed,
  })
  return { share, send: (file: File) => void send(file), stop: () => stop.current?.abort(), fetchPage }
}

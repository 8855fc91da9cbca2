import { useRef, useState } from 'preact/hooks'
import type { Part } from '../../../src/conversations/contract.ts'
import { newId } from '../../kit/realtime.ts'
import type { ApiError, StoredFile } from './api.ts'
import type { Chat } from './chat.ts'
import { isPassing, type Problem, problemOf } from './problem.ts'

/** A file next to the text being written: uploaded at once, sent with the message. */
export type Attachment = {
  id: string
  file: File
  /** Picture to show before and while it uploads. */
  preview: string | null
  /** 0 to 1. */
  share: number
  stored: StoredFile | null
  problem: Problem | null
  canRetry: boolean
  stop: AbortController
}

export const MAX_BYTES = 10 * 1024 * 1024
export const MAX_FILES = 9
export const ACCEPT = 'image/jpeg,image/png,image/webp,image/gif,application/pdf,text/plain,video/mp4,audio/wav'

export function useAttachments(chat: Chat) {
  const [list, setList] = useState<Attachment[]>([])
  const current = useRef(list)
  const change = (next: Attachment[]) => {
    current.current = next
    setList(next)
  }
  const patch = (id: string, with_: Partial<Attachment>) =>
    change(current.current.map((item) => (item.id === id ? { ...item, ...with_ } : item)))

  const start = async ({ id, file, stop }: Attachment) => {
    patch(id, { problem: null, share: 0 })
    try {
      const stored = await chat.api.upload(file, (share) => patch(id, { share }), stop.signal)
      chat.keepFile(stored.fileId, file)
      patch(id, { stored, share: 1 })
    } catch (error) {
      if ((error as ApiError).code !== 'aborted') patch(id, { ...uploadProblem(error, file) })
    }
  }
  const add = (files: File[]) => {
    const room = MAX_FILES - current.current.length
    const added = files.slice(0, room).map(toAttachment)
    change([...current.current, ...added])
    for (const item of added) if (!item.problem) void start(item)
    return files.length <= room
  }
  const remove = (id: string) => {
    const item = current.current.find((candidate) => candidate.id === id)
    item?.stop.abort()
    if (item?.preview) URL.revokeObjectURL(item.preview)
    change(current.current.filter((candidate) => candidate.id !== id))
  }
  const clear = () => change([])
  const retry = (id: string) => {
    const item = current.current.find((candidate) => candidate.id === id)
    if (item) void start(item)
  }
  return { list, add, remove, clear, retry }
}

export const isUploading = (item: Attachment): boolean => !item.stored && !item.problem

export const toPart = ({ stored }: Attachment): Part[] =>
  stored ? [{ kind: stored.mime.startsWith('image/') ? 'image' : 'file', ...stored }] : []

function toAttachment(file: File): Attachment {
  const problem = refusal(file)
  const preview = !problem && file.type.startsWith('image/') ? URL.createObjectURL(file) : null
  return { id: newId(), file, preview, share: 0, stored: null, problem, canRetry: false, stop: new AbortController() }
}

/** Said before the upload, so that nobody waits for a no. */
function refusal({ name, size, type }: File): Problem | null {
  const params = { name }
  if (size === 0) return { sentence: 'errorEmpty', params, action: 'dismiss' }
  if (size > MAX_BYTES) return { sentence: 'errorTooLarge', params, action: 'dismiss' }
  return ACCEPT.split(',').includes(type) ? null : { sentence: 'errorType', params, action: 'dismiss' }
}

function uploadProblem(error: unknown, { name }: File): Pick<Attachment, 'problem' | 'canRetry'> {
  const { code } = error as ApiError
  const params = { name }
  if (code === 'payload_too_large')
    return { problem: { sentence: 'errorTooLarge', params, action: 'dismiss' }, canRetry: false }
  if (code === 'unsupported_media')
    return { problem: { sentence: 'errorType', params, action: 'dismiss' }, canRetry: false }
  if (code === 'rate_limited') return { problem: problemOf(error), canRetry: true }
  return { problem: { sentence: 'errorUpload', params, action: 'retry' }, canRetry: isPassing(error) }
}

import { ApiError } from '../../api.ts'
import { readPreferences } from '../../preferences.ts'

/** Fetches a file in the reader's language and lets the browser save it. */
export async function saveFile(path: string, name: string): Promise<void> {
  const answer = await fetch(path, { headers: { 'accept-language': readPreferences().locale } })
  if (!answer.ok) {
    const error = ((await answer.json()) as { error?: { code?: string; message?: string } }).error
    throw new ApiError(error?.code ?? 'internal', error?.message ?? '', answer.status)
  }
  const address = URL.createObjectURL(await answer.blob())
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { copyFile, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Model, ModelFile } from '#engines/models/catalogue.ts'

export type Progress = (file: string, done: number, bytes: number) => void
export type InstallOptions = {
  /** The models folder. */
  dir: string
  /** Takes the files from this folder instead of from the network. */
  from?: string
  signal?: AbortSignal
  progress?: Progress
}

/** Why a model could not be installed, in a sentence for whoever ran the command. */
export class InstallFault extends Error {}

/** Brings all files of a model; those that are there and right stay, one that was cut off goes on where it ended. */
export async function installModel(model: Model, options: InstallOptions): Promise<void> {
  for (const file of model.files) {
    const target = join(options.dir, model.folder, file.path)
    if (await isRight(target, file)) {
      options.progress?.(file.path, file.bytes, file.bytes)
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    const part = `${target}.part`
    try {
      if (options.from) await copyFile(join(options.from, file.path), part)
      else await fetchFile(file, part, options)
    } catch (error) {
      throw asFault(error, file, options)
    }
    if (!(await isRight(part, file))) {
      await rm(part, { force: true })
      throw new InstallFault(
        `${file.path} is not the file it should be (checksum); it was removed. Run the command again`,
      )
    }
    await rename(part, target)
  }
}

export async function isInstalled(model: Model, dir: string): Promise<boolean> {
  for (const file of model.files) {
    const found = await stat(join(dir, model.folder, file.path)).catch(() => null)
    if (found?.size !== file.bytes) return false
  }
  return true
}

async function isRight(path: string, { bytes, sha256 }: ModelFile): Promise<boolean> {
  const found = await stat(path).catch(() => null)
  if (found?.size !== bytes) return false
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex') === sha256
}

async function fetchFile(file: ModelFile, part: string, { signal, progress }: InstallOptions): Promise<void> {
  const held = (await stat(part).catch(() => null))?.size ?? 0
  const from = held < file.bytes ? held : 0
  const response = await fetch(file.url, {
    headers: from ? { range: `bytes=${from}-` } : {},
    ...(signal && { signal }),
  })
  if (!response.ok || !response.body) throw new InstallFault(`${file.url} answered ${response.status}`)
  // A server that knows no ranges sends all of it again.
  const resumed = response.status === 206
  let done = resumed ? from : 0
  // Written piece by piece: what came before a cut is there to go on from.
  const disk = await open(part, resumed ? 'a' : 'w')
  try {
    for await (const chunk of response.body) {
      done += chunk.length
      if (done > file.bytes) throw new InstallFault(`${file.url} sends more than the file has`)
      await disk.writeFile(chunk)
      progress?.(file.path, done, file.bytes)
    }
  } finally {
    await disk.close()
  }
}

function asFault(error: unknown, file: ModelFile, { from, signal }: InstallOptions): InstallFault {
  if (error instanceof InstallFault) return error
  const { code } = error as NodeJS.ErrnoException
  if (signal?.aborted) return new InstallFault('Stopped. Run the command again; it goes on where it ended')
  if (code === 'ENOSPC')
    return new InstallFault('The disk is full. Make room and run the command again; it goes on where it ended')
  if (code === 'EACCES' || code === 'EROFS') return new InstallFault('The models folder cannot be written to')
  if (from) return new InstallFault(`${join(from, file.path)} could not be read`)
  const why = (error as { cause?: { message?: string } }).cause?.message ?? String(error)
  return new InstallFault(
    `${file.url} could not be reached (${why}). Run the command again, or copy the files and name their folder with --from`,
  )
}

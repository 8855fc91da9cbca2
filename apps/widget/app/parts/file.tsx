import { useEffect, useState } from 'preact/hooks'
import { formatSize } from '../../../kit/format.ts'
import { Doc } from '../icons.tsx'
import type { Image } from '../lightbox.tsx'
import { useChat, useWords } from '../use-chat.ts'

type Stored = { fileId: string; name: string; mime: string; size: number }

/** A picture in the conversation; a tap shows it large. Its place is kept while it loads. */
export function ImagePart({ file, onImage }: { file: Stored; onImage: (image: Image) => void }) {
  const { t } = useWords()
  const { url, failed, again } = useFile(file.fileId)
  if (failed) {
    return (
      <button type="button" class="image-tile failed" onClick={again}>
        {t('imageFailed')}
        <u>{t('tryAgain')}</u>
      </button>
    )
  }
  if (!url) return <div class="image-tile loading" role="img" aria-label={file.name} />
  return (
    <button
      type="button"
      class="image-tile"
      aria-label={t('imageOpen', { name: file.name })}
      onClick={() => onImage({ url, name: file.name })}
    >
      <img src={url} alt="" />
    </button>
  )
}

/** A file to download; it needs the token, so it is fetched first and then handed to the browser. Videos play in place. */
export function FilePart({ file }: { file: Stored }) {
  const chat = useChat()
  const { t, locale } = useWords()
  const [failed, setFailed] = useState(false)
  const size = formatSize(file.size, locale)
  const download = async () => {
    setFailed(false)
    try {
      const link = document.createElement('a')
      link.href = await chat.fileUrl(file.fileId)
      link.download = file.name
      link.click()
    } catch {
      setFailed(true)
    }
  }
  if (file.mime.startsWith('video/')) return <Video file={file} />
  if (file.mime.startsWith('audio/')) return <Audio file={file} />
  return (
    <div class="file-line">
      <button type="button" class="file" onClick={() => void download()}>
        <Doc />
        <span>
          <span class="hidden">{t('fileDownload')} </span>
          <b>{file.name}</b>
          <small class="numbers">{size}</small>
        </span>
      </button>
      {failed && (
        <p class="field-error" role="alert">
          {t('fileFailed')}
        </p>
      )}
    </div>
  )
}

function Video({ file }: { file: Stored }) {
  const { url } = useFile(file.fileId)
  return url ? (
    // biome-ignore lint/a11y/useMediaCaption: what people record has no captions to offer
    <video class="video" src={url} controls aria-label={file.name} />
  ) : (
    <div class="image-tile loading" role="img" aria-label={file.name} />
  )
}

/** A voice note, played in place. */
function Audio({ file }: { file: Stored }) {
  const { t } = useWords()
  const { url, failed, again } = useFile(file.fileId)
  if (failed)
    return (
      <button type="button" class="link" onClick={again}>
        {t('fileFailed')}
      </button>
    )
  // biome-ignore lint/a11y/useMediaCaption: the words stand under it where they were heard
  return <audio class="note" src={url ?? undefined} controls preload="metadata" aria-label={file.name} />
}

function useFile(fileId: string) {
  const chat = useChat()
  const [url, setUrl] = useState<string | null>(null)
  const [failed, setFailed] = useState(false)
  const [round, setRound] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round tries again
  useEffect(() => {
    let gone = false
    setFailed(false)
    chat.fileUrl(fileId).then(
      (found) => !gone && setUrl(found),
      () => !gone && setFailed(true),
    )
    return () => {
      gone = true
    }
  }, [chat, fileId, round])
  return { url, failed, again: () => setRound(round + 1) }
}

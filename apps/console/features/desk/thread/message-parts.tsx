import { FileOutlined } from '@ant-design/icons'
import { Image } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Part } from '../../../../../src/conversations/contract.ts'
import { formatSize } from '../../../../kit/format.ts'
import { RichText } from '../../../components/rich-text.tsx'
import { usePreferences } from '../../../preferences.ts'
import { CardPart } from './card-part.tsx'
import styles from './parts.module.css'
import { TimelinePart } from './timeline-part.tsx'
import { useNoticeText } from './use-notice-text.ts'

/** The pieces of one message, each as its reader saw it, but with nothing to click for them. */
export function MessageParts({ parts }: { parts: readonly Part[] }) {
  return (
    <div className={styles.parts}>
      {parts.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a message never change
        <OnePart key={`${at}:${part.kind}`} part={part} />
      ))}
    </div>
  )
}

function OnePart({ part }: { part: Part }) {
  const { t } = useTranslation('desk')
  const { locale } = usePreferences()
  const noticeText = useNoticeText()
  switch (part.kind) {
    case 'text':
      return (
        <div className={styles.bubble}>
          <RichText text={part.text} markdown={part.markdown ?? false} />
          {part.heard && <small className={styles.heard}>{t('thread.heard')}</small>}
        </div>
      )
    case 'image':
      return (
        <Image
          className={styles.image ?? ''}
          src={`/api/files/${part.fileId}`}
          alt={part.name}
          height={150}
          preview={{ mask: null }}
        />
      )
    case 'file':
      if (part.mime.startsWith('audio/'))
        return (
          // biome-ignore lint/a11y/useMediaCaption: the words stand under it where they were heard
          <audio
            className={styles.note}
            controls
            preload="metadata"
            src={`/api/files/${part.fileId}`}
            aria-label={part.name}
          />
        )
      return (
        <a
          className={styles.file}
          href={`/api/files/${part.fileId}`}
          target="_blank"
          rel="noreferrer"
          download={part.name}
        >
          <FileOutlined aria-hidden />
          <span>{part.name}</span>
          <small>{formatSize(part.size, locale)}</small>
        </a>
      )
    case 'card':
      return <CardPart part={part} />
    case 'timeline':
      return <TimelinePart part={part} />
    case 'choices':
      return <Choices labels={part.options.map((option) => option.label)} />
    case 'form':
      return (
        <div className={styles.form}>
          <strong>{part.title}</strong>
          {part.fields.map((field) => (
            <span key={field.name}>
              {field.label}
              {field.required && ' *'}
            </span>
          ))}
        </div>
      )
    case 'source':
      return (
        <Link className={styles.source} to={`/knowledge/${part.articleId}`}>
          {t('parts.source', { title: part.title })}
        </Link>
      )
    case 'choice':
      return <div className={`${styles.bubble} ${styles.picked}`}>{part.label}</div>
    case 'form-reply':
      return (
        <dl className={`${styles.bubble} ${styles.facts}`}>
          {Object.entries(part.values).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )
    case 'notice':
      return <span>{noticeText(part.code, part.params ?? {})}</span>
    case 'rating-request':
      return <span>{t('notice.rating-request')}</span>
  }
}

function Choices({ labels }: { labels: string[] }) {
  const { t } = useTranslation('desk')
  return (
    <ul className={styles.choices} aria-label={t('parts.choices')}>
      {labels.map((label) => (
        <li key={label}>{label}</li>
      ))}
    </ul>
  )
}

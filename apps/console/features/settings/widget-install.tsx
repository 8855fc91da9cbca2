import { Segmented } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyField } from '../../components/list/copy-field.tsx'
import styles from './settings.module.css'
import { bootSnippet, SIGNERS, tagSnippet } from './snippets.ts'

type Signer = keyof typeof SIGNERS

/** Bringing the chat to the company's site, and telling it who is signed in there. */
export function WidgetInstall() {
  const { t } = useTranslation('settings')
  const [signer, setSigner] = useState<Signer>('node')
  return (
    <section className={styles.card}>
      <h2>{t('widget.title')}</h2>
      <Step n={1} title={t('widget.tag')} text={t('widget.tagText')} />
      <CopyField text={tagSnippet(location.origin)} label={t('widget.tag')} />
      <Step n={2} title={t('widget.token')} text={t('widget.tokenText')} />
      <Segmented<Signer>
        size="small"
        value={signer}
        onChange={setSigner}
        className={styles.pick}
        options={(Object.keys(SIGNERS) as Signer[]).map((value) => ({ value, label: SIGNERS[value].name }))}
      />
      <CopyField text={SIGNERS[signer].code} label={t('widget.token')} />
      <p className={styles.note}>{t('widget.secret')}</p>
      <Step n={3} title={t('widget.boot')} text={t('widget.bootText')} />
      <CopyField text={bootSnippet()} label={t('widget.boot')} />
    </section>
  )
}

function Step({ n, title, text }: { n: number; title: string; text: string }) {
  return (
    <div className={styles.step}>
      <span className={styles.n}>{n}</span>
      <div>
        <h3>{title}</h3>
        <p className={styles.soft}>{text}</p>
      </div>
    </div>
  )
}

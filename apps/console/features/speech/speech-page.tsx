import { Alert } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EngineStatus, SpeechKind, SpeechView } from '../../../../src/engines/speech/contract.ts'
import { Loading } from '../../components/loading.tsx'
import { Page, PageHeader } from '../../components/page-header.tsx'
import { Problem } from '../../components/problem.tsx'
import { EngineRow } from './engine-row.tsx'
import { ProviderForm } from './provider-form.tsx'
import styles from './speech.module.css'
import { TryRecogniser } from './try-recogniser.tsx'
import { TryVoice } from './try-voice.tsx'
import { type SpeechState, useSpeech } from './use-speech.ts'

/** Who hears and who speaks on the telephone, in which order, and how to get somebody better. */
export default function SpeechPage() {
  const { t } = useTranslation('speech')
  const speech = useSpeech()
  const { data, isPending, error, refetch } = speech.view
  return (
    <Page>
      <PageHeader title={t('title')} hint={t('hint')} />
      {isPending && <Loading rows={8} />}
      {error && !data && <Problem error={error} onRetry={() => void refetch()} />}
      {data && (
        <>
          {data.vad === 'energy' && (
            <Alert
              className={styles.note}
              type="warning"
              showIcon
              title={t('vad.energy')}
              description={t('vad.hint')}
            />
          )}
          <div className={styles.columns}>
            <EngineList kind="asr" engines={data.asr} view={data} speech={speech} />
            <EngineList kind="tts" engines={data.tts} view={data} speech={speech} />
          </div>
        </>
      )}
    </Page>
  )
}

type Doing = { what: 'keys' | 'try'; engine: EngineStatus } | null

function EngineList({
  kind,
  engines,
  view,
  speech,
}: {
  kind: SpeechKind
  engines: EngineStatus[]
  view: SpeechView
  speech: SpeechState
}) {
  const { t, i18n } = useTranslation('speech')
  const [doing, setDoing] = useState<Doing>(null)
  const language = i18n.language.startsWith('zh') ? 'zh' : 'en'
  const active = engines.find(({ state }) => state === 'ready' || state === 'trial')
  const open = kind === 'asr' && active?.id === 'pocketsphinx'
  const best = active?.id === 'pocketsphinx' || active?.id === 'espeak' || !active
  const close = () => setDoing(null)
  return (
    <section className={styles.card} aria-label={t(`kind.title.${kind}`)}>
      <h2>{t(`kind.title.${kind}`)}</h2>
      <p className={styles.now}>
        {active ? t(`kind.now.${kind}`, { engine: active.title[language] }) : t(`kind.none.${kind}`)}
        {open && ` ${t('phrasesOnly')}`}
      </p>
      {best && <p className={styles.soft}>{t(`kind.better.${kind}`)}</p>}
      <ol className={styles.engines}>
        {engines.map((engine, i) => (
          <EngineRow
            key={engine.id}
            engine={engine}
            language={language}
            place={i + 1}
            last={i === engines.length - 1}
            busy={speech.busy}
            hasKeys={view.providers.some(({ id }) => id === engine.id)}
            onMove={(by) => speech.move(kind, engine.id, by)}
            onTurn={(on) => speech.turn(kind, engine.id, on)}
            onKeys={() => setDoing({ what: 'keys', engine })}
            onTry={() => setDoing({ what: 'try', engine })}
          />
        ))}
      </ol>
      {doing?.what === 'keys' && (
        <ProviderForm
          title={doing.engine.title[language]}
          provider={view.providers.find(({ id }) => id === doing.engine.id)!}
          save={speech.save}
          onClose={close}
        />
      )}
      {doing?.what === 'try' && kind === 'tts' && (
        <TryVoice id={doing.engine.id} title={doing.engine.title[language]} onClose={close} />
      )}
      {doing?.what === 'try' && kind === 'asr' && (
        <TryRecogniser id={doing.engine.id} title={doing.engine.title[language]} onClose={close} />
      )}
    </section>
  )
}

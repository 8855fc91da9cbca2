import { PhoneOutlined } from '@ant-design/icons'
import { Alert, Button, Popover } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTold } from '../../components/list/use-told.tsx'
import styles from './phone.module.css'
import { type PhoneUse, usePhone } from './phone-provider.tsx'

/** Whether calls ring in this browser; what is wrong is said in its own words. */
export function PhoneSwitch() {
  const { t } = useTranslation('phone')
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  if (!phone) return null
  const standing = standingOf(phone)
  return (
    <Popover
      trigger="click"
      placement="bottomRight"
      open={open}
      onOpenChange={setOpen}
      content={<Choices phone={phone} standing={standing} onDone={() => setOpen(false)} />}
    >
      <button
        type="button"
        className={styles.switch}
        data-standing={standing}
        aria-label={`${t(`short.${standing}`)} · ${t('phone')}: ${t(`standing.${standing}`)}`}
        title={`${t('phone')}: ${t(`standing.${standing}`)}`}
      >
        <PhoneOutlined aria-hidden />
        {t(`short.${standing}`)}
      </button>
    </Popover>
  )
}

type Standing = ReturnType<typeof standingOf>

/** The one word for how the phone stands. */
function standingOf({ link, on, state }: PhoneUse) {
  if (link === 'elsewhere' || link === 'refused') return link
  if (!on && !state?.call) return 'off'
  if (link === 'lost' || link === 'connecting' || !state) return 'connecting'
  return state.status === 'off' ? 'ready' : state.status
}

type ChoicesProps = { phone: PhoneUse; standing: Standing; onDone: () => void }

function Choices({ phone, standing, onDone }: ChoicesProps) {
  const { t } = useTranslation('phone')
  const { failed } = useTold()
  const [asking, setAsking] = useState(false)
  const { microphone } = phone
  const refused = microphone === 'denied' || microphone === 'absent' ? microphone : null
  const turnOn = async () => {
    setAsking(true)
    try {
      if ((await phone.phone.turnOn()) === 'on') onDone()
    } catch (error) {
      failed(error)
    } finally {
      setAsking(false)
    }
  }
  const rings =
    standing === 'ready' ||
    standing === 'ringing' ||
    standing === 'dialling' ||
    standing === 'talking' ||
    standing === 'connecting'
  const paused = standing === 'missed' || standing === 'resting' || standing === 'after-call'
  return (
    <div className={styles.choices}>
      <strong>{t(`standing.${standing}`)}</strong>
      <p>{t(`standingHint.${standing}`)}</p>
      {!phone.on && refused && <Alert type="error" showIcon title={t(`trouble.${refused}`)} />}
      {!phone.on && !refused && <p className={styles.quiet}>{t('askMicrophone')}</p>}
      {!phone.on && (
        <Button type="primary" loading={asking} onClick={() => void turnOn()}>
          {t(standing === 'elsewhere' ? 'turnOnHere' : 'turnOn')}
        </Button>
      )}
      {phone.on && paused && (
        <Button type="primary" onClick={() => phone.run({ type: 'ready', on: true })}>
          {t('readyAgain')}
        </Button>
      )}
      {phone.on && (rings || paused) && (
        <Button
          disabled={standing === 'talking' || standing === 'dialling'}
          onClick={() => void phone.phone.turnOff().then(onDone)}
        >
          {t('turnOff')}
        </Button>
      )}
    </div>
  )
}

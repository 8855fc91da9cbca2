import { AutoComplete, Button, Drawer, Form, Input, InputNumber, Select, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { emotionLabel, emotionLevel } from '../../../../src/emotion/contract.ts'
import {
  ISSUABLE,
  type StrategyLine,
  situationRule,
  TIERS,
  treatment,
} from '../../../../src/emotion/strategy/contract.ts'
import { languageName } from '../../../kit/format.ts'
import { usePreferences } from '../../preferences.ts'
import { OfferRows } from './offer-rows.tsx'
import { useSceneNames } from './use-scene-names.ts'

type Props = {
  line: StrategyLine
  /** Those that other lines name. */
  scripts: string[]
  onKeep: (line: StrategyLine) => void
  /** Of lines made here. */
  onRemove: (() => void) | undefined
  onClose: () => void
}
const PERSONAS = ['elderly', 'expert', 'new', 'regular'] as const
const RISKS = ['none', 'escalation', 'sensitive'] as const
const SERVES = ['bot', 'person', 'senior'] as const
const TONES = ['neutral', 'warm', 'apologetic', 'reassuring', 'formal', 'cheerful'] as const
const SWITCHES = ['skipMenus', 'lockWording', 'shortSentences', 'largeType'] as const

/** One line of the matrix, to be changed. */
export function LineDrawer({ line, scripts, onKeep, onRemove, onClose }: Props) {
  const { t } = useTranslation(['strategy', 'emotion'])
  const { locale } = usePreferences()
  const [form] = Form.useForm<StrategyLine>()
  const scenes = useSceneNames()
  const several = <T extends string>(options: readonly T[], label: (one: T) => string) => (
    <Select
      mode="multiple"
      placeholder={t('strategy:any')}
      options={options.map((value) => ({ value, label: label(value) }))}
    />
  )
  const keep = async () => {
    const { title, when, treat } = await form.validateFields()
    const words = treat.words?.zh && treat.words.en ? treat.words : null
    const offers = (treat.offers ?? []).map((one) => {
      const issue = Boolean(one.issue && one.cost && ISSUABLE.some((kind) => kind === one.kind))
      const { ticket, action } = one.request ?? {}
      return { ...one, issue, request: !issue && ticket ? { ticket, action: action || null } : null }
    })
    onKeep({
      ...line,
      title,
      when: situationRule.parse(when),
      treat: treatment.parse({
        ...{ ...line.treat, ...treat, words, offers },
        ...{ skill: treat.skill || null, script: treat.script || null },
      }),
    })
  }
  return (
    <Drawer
      open
      size={520}
      title={line.title[locale] || t('strategy:new')}
      onClose={onClose}
      extra={
        <>
          {onRemove && (
            <Button type="text" danger onClick={onRemove}>
              {t('strategy:remove')}
            </Button>
          )}
          <Button type="primary" onClick={() => void keep().catch(() => undefined)}>
            {t('strategy:keep')}
          </Button>
        </>
      }
    >
      <Form form={form} layout="vertical" initialValues={line} requiredMark={false}>
        {(['zh', 'en'] as const).map((language) => (
          <Form.Item
            key={language}
            name={['title', language]}
            label={`${t('strategy:field.title')} · ${languageName(language)}`}
            rules={[{ required: true }]}
          >
            <Input maxLength={100} />
          </Form.Item>
        ))}
        <Form.Item name={['when', 'emotions']} label={t('strategy:field.emotions')}>
          {several(emotionLabel.options, (one) => t(`emotion:label.${one}`))}
        </Form.Item>
        <Form.Item name={['when', 'levels']} label={t('strategy:field.levels')}>
          {several(emotionLevel.options, (one) => (one === 'none' ? t('strategy:calm') : t(`emotion:level.${one}`)))}
        </Form.Item>
        <Form.Item name={['when', 'tiers']} label={t('strategy:field.tiers')}>
          {several(TIERS, (one) => t(`strategy:tier.${one}`))}
        </Form.Item>
        <Form.Item name={['when', 'personas']} label={t('strategy:field.personas')}>
          {several(PERSONAS, (one) => t(`strategy:persona.${one}`))}
        </Form.Item>
        <Form.Item name={['when', 'risks']} label={t('strategy:field.risks')}>
          {several(RISKS, (one) => t(`strategy:risk.${one}`))}
        </Form.Item>
        <Form.Item name={['when', 'scenes']} label={t('strategy:field.scenes')}>
          <Select
            mode="tags"
            placeholder={t('strategy:any')}
            optionFilterProp="label"
            options={[
              ...scenes.options,
              ...line.when.scenes
                .filter((one) => !scenes.options.some(({ value }) => value === one))
                .map((value) => ({ value, label: scenes.nameOf(value) })),
            ]}
          />
        </Form.Item>
        <Form.Item name={['treat', 'serve']} label={t('strategy:field.serve')}>
          <Select options={SERVES.map((value) => ({ value, label: t(`strategy:serve.${value}`) }))} />
        </Form.Item>
        <Form.Item name={['treat', 'tone']} label={t('strategy:field.tone')}>
          <Select options={TONES.map((value) => ({ value, label: t(`strategy:tone.${value}`) }))} />
        </Form.Item>
        <Form.Item name={['treat', 'script']} label={t('strategy:field.script')}>
          <AutoComplete allowClear options={scripts.map((value) => ({ value }))} />
        </Form.Item>
        <Form.Item name={['treat', 'skill']} label={t('strategy:field.skill')}>
          <Input maxLength={40} />
        </Form.Item>
        <Form.Item name={['treat', 'priority']} label={t('strategy:field.priority')}>
          <InputNumber min={0} max={9} />
        </Form.Item>
        {(['zh', 'en'] as const).map((language) => (
          <Form.Item
            key={language}
            name={['treat', 'words', language]}
            label={`${t('strategy:field.words')} · ${languageName(language)}`}
          >
            <Input.TextArea maxLength={1000} autoSize={{ minRows: 2 }} />
          </Form.Item>
        ))}
        <Form.Item name={['treat', 'budget']} label={t('strategy:field.budget')}>
          <InputNumber min={0} max={10_000} />
        </Form.Item>
        <Form.Item label={t('strategy:field.offers')}>
          <OfferRows />
        </Form.Item>
        {SWITCHES.map((name) => (
          <Form.Item key={name} name={['treat', name]} label={t(`strategy:switch.${name}`)} valuePropName="checked">
            <Switch size="small" />
          </Form.Item>
        ))}
      </Form>
    </Drawer>
  )
}

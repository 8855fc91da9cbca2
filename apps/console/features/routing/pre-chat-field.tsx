import { CloseOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input, Select } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { PRE_CHAT_KINDS, type PreChat } from '../../../../src/desk/pre-chat/contract.ts'
import { useSkillName } from '../desk/use-skill-name.ts'
import { useColleagues } from '../team/use-colleagues.ts'
import styles from './routing.module.css'

const OWN = ['text', 'select']

/** One thing that is asked, with what can be chosen where something can. */
export function PreChatField({ row, remove }: { row: number; remove: ReactNode }) {
  const { t } = useTranslation('routing')
  const form = Form.useFormInstance<PreChat>()
  const fields: PreChat['fields'] = Form.useWatch('fields', form) ?? []
  const kind = fields[row]?.kind ?? 'text'
  const taken = fields.flatMap((field, n) => (n === row || OWN.includes(field?.kind) ? [] : [field?.kind]))
  const needed = [{ required: true, whitespace: true, message: t('preChat.needed') }]
  return (
    <div className={styles.asked}>
      <div className={styles.askedLine}>
        <Form.Item name={[row, 'kind']}>
          <Select
            aria-label={t('preChat.kind')}
            options={PRE_CHAT_KINDS.map((value) => ({
              value,
              label: t(`preChat.kinds.${value}`),
              disabled: taken.includes(value),
            }))}
          />
        </Form.Item>
        <Form.Item name={[row, 'label', 'zh']} rules={needed}>
          <Input maxLength={60} placeholder={t('preChat.zh')} aria-label={t('preChat.zh')} />
        </Form.Item>
        <Form.Item name={[row, 'label', 'en']} rules={needed}>
          <Input maxLength={80} placeholder={t('preChat.en')} aria-label={t('preChat.en')} />
        </Form.Item>
        <Form.Item name={[row, 'required']} valuePropName="checked">
          <Checkbox>{t('preChat.required')}</Checkbox>
        </Form.Item>
        {remove}
      </div>
      <Form.Item name={[row, 'name']} hidden>
        <Input />
      </Form.Item>
      {kind === 'topic' || kind === 'select' ? <Options row={row} withSkill={kind === 'topic'} /> : null}
    </div>
  )
}

function Options({ row, withSkill }: { row: number; withSkill: boolean }) {
  const { t } = useTranslation('routing')
  const { skills } = useColleagues()
  const skillName = useSkillName()
  const needed = [{ required: true, whitespace: true, message: t('preChat.needed') }]
  const some = {
    validator: (_: unknown, options?: unknown[]) =>
      options?.length ? Promise.resolve() : Promise.reject(new Error(t('preChat.someOptions'))),
  }
  const fresh = () => ({ value: `o-${crypto.randomUUID().slice(0, 6)}`, label: { zh: '', en: '' }, skill: null })
  return (
    <Form.List name={[row, 'options']} rules={[some]}>
      {(options, { add, remove }, { errors }) => (
        <div className={styles.options}>
          {options.map(({ key, name }) => (
            <div key={key} className={styles.askedLine}>
              <Form.Item name={[name, 'label', 'zh']} rules={needed}>
                <Input maxLength={60} placeholder={t('preChat.optionZh')} aria-label={t('preChat.optionZh')} />
              </Form.Item>
              <Form.Item name={[name, 'label', 'en']} rules={needed}>
                <Input maxLength={80} placeholder={t('preChat.optionEn')} aria-label={t('preChat.optionEn')} />
              </Form.Item>
              {withSkill && (
                <Form.Item name={[name, 'skill']} normalize={(value: string | undefined) => value ?? null}>
                  <Select
                    allowClear
                    placeholder={t('preChat.skill')}
                    aria-label={t('preChat.skill')}
                    options={skills.map((value) => ({ value, label: skillName(value) }))}
                  />
                </Form.Item>
              )}
              <Form.Item name={[name, 'value']} hidden>
                <Input />
              </Form.Item>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('preChat.removeOption')}
                onClick={() => remove(name)}
              />
            </div>
          ))}
          <Form.ErrorList errors={errors} />
          <Button
            size="small"
            type="link"
            icon={<PlusOutlined aria-hidden />}
            disabled={options.length >= 20}
            onClick={() => add(fresh())}
          >
            {t('preChat.addOption')}
          </Button>
        </div>
      )}
    </Form.List>
  )
}

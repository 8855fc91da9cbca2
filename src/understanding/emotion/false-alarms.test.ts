import assert from 'node:assert/strict'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { z } from 'zod'
import { foldersOf, readYaml, yamlFiles } from '#platform/read-yaml.ts'
import { POLARITY } from '#understanding/emotion/labels.ts'
import { readEmotion } from '#understanding/emotion/read-emotion.ts'
import { isShortQuestion } from '#understanding/emotion/short-question.ts'
import { normalize } from '#understanding/normalize.ts'

type Text = { text: string; language: 'zh' | 'en' }

const PACKS = join(import.meta.dirname, '../../../packs')
const texts = z.array(z.string()).default([])
const intentFile = z.object({ examples: z.object({ zh: texts, en: texts }) })
const articleText = z.object({ title: z.string(), questions: texts }).optional()
const articleFile = z.array(z.object({ zh: articleText, en: articleText }))
/** Customers of these are angry by right. */
const HEATED = /^(?:abuse|complaint|feedback)\.yaml$/

const of = (language: Text['language'], list: string[]): Text[] => list.map((text) => ({ text, language }))

const plainTexts = (): Text[] =>
  foldersOf(PACKS).flatMap((folder) => [
    ...yamlFiles(join(folder, 'intents'))
      .filter((file) => !HEATED.test(basename(file)))
      .flatMap((file) => {
        const { examples } = readYaml(file, intentFile)
        return [...of('zh', examples.zh), ...of('en', examples.en)]
      }),
    ...yamlFiles(join(folder, 'articles')).flatMap((file) =>
      readYaml(file, articleFile).flatMap((article) =>
        (['zh', 'en'] as const).flatMap((language) => {
          const part = article[language]
          return part ? of(language, [part.title, ...part.questions]) : []
        }),
      ),
    ),
  ])

const angry = ({ text, language }: Text) => {
  const { label, level } = readEmotion(normalize(text), text, language)
  return label === 'anger' && level !== 'low'
}

const plain = plainTexts()
const short = plain.filter(({ text }) => isShortQuestion(text))

test('of all short questions of the packs at most three in a thousand are read as anger', () => {
  assert.ok(short.length > 5000, `${short.length} questions`)
  const alarms = short.filter(angry)
  assert.ok(alarms.length <= short.length * 0.003, alarms.map(({ text }) => text).join('\n'))
})

/** "我一肚子火，这事该往哪个部门递" is angry by right. */
test('of those that tell a story at most one in a hundred is read as anger', () => {
  const stories = plain.filter(({ text }) => !isShortQuestion(text))
  const alarms = stories.filter(angry)
  assert.ok(alarms.length <= stories.length * 0.01, alarms.map(({ text }) => text).join('\n'))
})

/** Some of them tell of a case ("压扁了，里面碎了") and are upset by right. */
test('of all short questions of the packs at most eight in a hundred are read as more than slightly upset', () => {
  const upset = short.filter(({ text, language }) => {
    const { label, level } = readEmotion(normalize(text), text, language)
    return POLARITY[label] < 0 && level !== 'low'
  })
  assert.ok(upset.length <= short.length * 0.08, `${upset.length} of ${short.length}`)
})

const PLAIN: Record<Text['language'], string> = {
  zh: `空气炸锅怎么清洗|空气炸锅不加热|再见|没问题了，再见|七天无理由退货怎么弄|把妈妈的卡改成银龄套餐|把我妈的票退了|收件人改成我妈的名字
我拍了两份，一份就够了|积分够了怎么换|什么东西退不了|什么东西不能寄|你们有什么服务|什么时候退钱|我来还钱了|怎么还钱|东西坏的，退钱|给我开通骚扰拦截
骚扰电话怎么拦截|怎么举报诈骗电话|我要举报一个号码|收到一条中奖短信，举报|疑似诈骗，帮我看看|这是不是骗子|怀疑遇到骗子了|有骗子给我打电话|陌生人让我转账，是骗人的不
被诈骗了报警有用吗|需要报警回执吗|房东不退押金怎么起诉|起诉状怎么写|投诉电话是多少|投诉进度怎么查|在哪里投诉|12315的电话是多少|维权的流程|假货怎么赔
差评可以修改吗|怎么把号码拉黑|垃圾短信怎么举报|垃圾桶有货吗|意外险怎么买|操场附近有门店吗|怎么操作|滚筒洗衣机怎么用|虚假交易会被封号吗|你帮我看看这是不是诈骗短信
你好，我想查一下欺诈险|老赖名单哪里查|插队办理可以吗|谢谢您嘞|电视机能不能退|神经病学门诊怎么挂号|工信部备案号在哪看|防诈骗指南`,
  en: `tell me a joke|I need a supervisor|can I talk to a supervisor|is this a scam|how do I report fraud|suspected fraud|I think a scammer is calling me|report a scam call
someone called pretending to be the police|do I need a police report|where is my complaint|any news on the complaint I filed|how do I file a complaint|what is the complaint procedure|someone stole my card|my wallet was stolen
what happens if my bag is stolen|can a hotel refuse foreigners|do you offer legal action insurance|is there theft insurance|refund after refusing the package|can you check if this text is a fraud|chargeback status|report 02155556666`,
}
const ANGRY: Record<Text['language'], string> = {
  zh: `骗子|骗子，退钱|骗子公司|一群骗子|你们就是骗子|你们这是诈骗|你们骗人|别骗人了|欺诈消费者，我要投诉|我要投诉你们|我要投诉|再不处理我就投诉|再不退款我就报警|不给退我就打12315
气死我了，退钱|退钱！马上|赶紧退钱|够了！|什么东西！|你们这什么服务！|真是够了|气炸了|我要气炸了|他妈的|妈的，又坏了|你妈的|举报你们|等着收律师函吧，垃圾公司|法院见，起诉你们|太欺负人了，曝光你们
态度恶劣，我要投诉|卖假货的黑店|商家卖假货，骗钱|操|滚|你们太骗人了|纯属诈骗|无良商家|给你们三天，否则起诉|这就是骚扰，你们烦不烦|乱扣费，还我钱|你们这是欺骗消费者|推来推去，我要找媒体曝光`,
  en: `you are scammers|this company is a scam|total scam|what a joke|your service is a joke|are you kidding me|I will sue you|refund me or I will call the police|unless you refund me I will sue you
give me my money back now|scam!|what a scam|you stole my money|you people are thieves|this is fraud and you know it, idiots|I want my money back immediately, liars|get me your supervisor right now!|worst company, chargeback is coming|you ignored me again!|stop lying`,
}
const split = (texts: string) => texts.split(/[|\n]/)

for (const language of ['zh', 'en'] as const) {
  for (const text of split(PLAIN[language])) {
    test(`"${text}" is not read as anger`, () => assert.ok(!angry({ text, language })))
  }
  for (const text of split(ANGRY[language])) {
    test(`"${text}" is read as anger`, () => assert.ok(angry({ text, language })))
  }
}

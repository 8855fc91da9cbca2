import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IntentExamples } from '#understanding/contract.ts'
import { buildUnderstand } from '#understanding/understand.ts'

const intent = (id: string, zh: string, en: string, keywords: string[] = []): IntentExamples => ({
  id,
  title: { zh: id, en: id },
  examples: { zh: zh.split('|'), en: en.split('|') },
  keywords: { zh: keywords, en: [] },
  patterns: [],
})
const understand = buildUnderstand({
  intents: [
    intent(
      'logistics',
      '我的包裹到哪了|快递到哪里了|查一下物流|查快递|帮我查一下快递|什么时候能送到|物流怎么不动了|查一下订单到哪了|快递什么时候到|看看快递到哪了|我的快递怎么还没到|催一下快递',
      'where is my package|track my order|has it shipped yet|when will it arrive|track my parcel|check the delivery status|where is my order',
      ['快递', '物流', '包裹'],
    ),
    intent(
      'refund',
      '我要退货|想退款|这个不想要了能退吗|申请退货退款|买错了想退掉|质量不好要退|把水壶退了|退货|退款什么时候到|帮我退掉|查一下退款|退款到了吗',
      'I want to return this|refund please|can I send it back|I want my money back|where is my refund|return the kettle|when will I get my refund',
      ['退货', '退款'],
    ),
    intent(
      'invoice',
      '开发票|我要开票|发票怎么开|把发票开了|给我开一张公司抬头的发票|电子发票发我邮箱|补开发票|发票什么时候开|开张发票',
      'I need an invoice|can you issue an invoice|send me the receipt for my company|send the invoice',
      ['发票'],
    ),
    intent(
      'address',
      '改地址|收货地址填错了|换个收货地址|把地址改到公司|修改收货地址|地址改一下|改一下收货地址|帮我改地址',
      'change my address|wrong delivery address|ship it to another address|update the delivery address',
      ['地址'],
    ),
    intent(
      'order',
      '查订单|查询订单状态|看看我的订单|我的订单怎么样了|订单查一下|查一下我的订单',
      'check my order status|look up my order|what is the status of my order|check the order',
      ['订单'],
    ),
    intent(
      'cancel',
      '取消订单|订单不要了取消|帮我取消订单|把订单取消了|我要取消订单',
      'cancel my order|please cancel the order|I want to cancel it',
      ['取消'],
    ),
    intent(
      'human',
      '转人工|找真人客服|我要人工服务|帮我转人工',
      'talk to a human|real person please|speak to an agent',
      ['人工'],
    ),
    intent(
      'fault',
      '水壶坏了|开不了机|不工作了|漏水|显示故障代码',
      'it is broken|it does not turn on|the kettle leaks|it stopped working',
    ),
    intent('greeting', '你好|您好|在吗|亲', 'hello|hi|good morning'),
    intent('thanks', '谢谢|多谢|辛苦了', 'thanks|thank you'),
    intent(
      'out_of_scope',
      '今天天气怎么样|讲个笑话|帮我写首诗|股票涨了吗|红烧肉怎么做',
      'tell me a joke|what is the weather|write a poem|who won the match',
    ),
  ],
  terms: [{ term: '电水壶', synonyms: ['水壶'], language: 'zh', productId: 'p-kettle' }],
})
const now = new Date('2026-11-21T04:00:00Z')

const SEVERAL = `
帮我查一下快递顺便把发票开了 → logistics invoice
查订单改地址 → order address
我要退货，另外发票也开一下 → refund invoice
查快递然后帮我改地址 → logistics address
取消订单顺便开发票 → cancel invoice
帮我改地址，再帮我开张发票 → address invoice
快递到哪了发票什么时候开 → logistics invoice
查一下物流并且修改收货地址 → logistics address
我要退货。还有，帮我转人工 → refund human
订单查一下，顺便催一下快递 → order logistics
把水壶退了另外补开发票 → refund invoice
帮我取消订单然后帮我转人工 → cancel human
改地址开发票 → address invoice
查快递开发票 → logistics invoice
退款什么时候到？快递什么时候到？ → refund logistics
开发票以及修改收货地址 → invoice address
我想退款，同时把发票开了 → refund invoice
帮我查一下快递再帮我改地址 → logistics address
發票怎麼開？順便查一下物流 → invoice logistics
唔该查一下物流，顺便开发票 → logistics invoice
你好，查订单，另外改地址，谢谢 → order address
我要取消订单还要开发票 → cancel invoice
cancel my order and also where is my refund → cancel refund
change my address and send the invoice → address invoice
track my parcel, and please cancel the order → logistics cancel
Where is my package? Also, I need an invoice. → logistics invoice
I want to return this and I need an invoice → refund invoice
check my order status then change my address → order address
cancel my order, plus send me the receipt for my company → cancel invoice
where is my package can you issue an invoice → logistics invoice
I need an invoice. By the way, where is my refund? → invoice refund
查快递，改地址，开发票，转人工 → logistics address invoice human
`
const SINGLE = `
这个水壶坏了，我要退货
你好，我要退货，谢谢
申请退货退款
我的快递怎么还没到，什么时候能送到
帮我查一下快递到哪了
帮我看看快递到哪里了好吗
发票怎么开，给我开一张公司抬头的发票
把地址改到公司，收货地址填错了
我的订单怎么样了，查一下
I want to return this, it is broken
Hello, where is my package please
please track my order and tell me when it will arrive
水壶坏了开不了机
买错了想退掉，能退吗
质量不好，要退
我要开票，电子发票发我邮箱 a@b.com
谢谢，辛苦了
`
const lines = (table: string) => table.split('\n').filter((line) => line.trim())

test('several requests of one message are taken apart in their order', () => {
  const wrong = lines(SEVERAL).flatMap((line) => {
    const [text, expected] = line.split('→').map((part) => part.trim()) as [string, string]
    const got = understand(text, { now })
      .segments.map(({ intents }) => intents[0]?.id)
      .join(' ')
    return got === expected ? [] : [`${text}: ${got} instead of ${expected}`]
  })
  assert.deepEqual(wrong, [])
})

test('what is one request stays one', () => {
  const wrong = lines(SINGLE).flatMap((text) => {
    const { segments } = understand(text, { now })
    return segments.length === 1 ? [] : [`${text}: ${segments.map((part) => part.text).join(' | ')}`]
  })
  assert.deepEqual(wrong, [])
})

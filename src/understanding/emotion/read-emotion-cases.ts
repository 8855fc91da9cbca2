/** Texts by what is felt: a label, or only whether it hurts or pleases where several labels are fair. */
export const EMOTION_CASES: { language: 'zh' | 'en'; feeling: string; texts: string[] }[] = [
  {
    language: 'zh',
    feeling: 'anger',
    texts:
      '骗子,退钱|我要投诉你们|再不处理我就打12315|你们客服态度恶劣|真是服了你们|你们可真行|呵呵|气死我了|黑心商家|别骗人了|卖假货还不承认|互相踢皮球|欺骗消费者|当我傻吗，火大|垃圾客服|说话不算数的骗子|😡😡|[怒骂]|真有你们的|滚|恶意扣款，法院见|太过分了'.split(
        '|',
      ),
  },
  {
    language: 'zh',
    feeling: 'negative',
    texts:
      '不满意|不太好用|一点也不好吃|没有想象的好|不是很满意|服务不怎么好|太棒了,又坏了|质量不好|物流太慢了|价格太高|声音很大，根本睡不着|没人管|怎么还没发货，急死了|催单，快点送|用两天就坏了|味道一般，不会再买|等了很久还没到😡|菜都凉了，难吃|房间又小又脏|电池不耐用|屏幕有划痕|不值这个价|看不下去，浪费时间|少发了一件|不推荐购买|后悔买了|越来越差|别再敷衍我了|大失所望|差评|很失望|寒心'.split(
        '|',
      ),
  },
  {
    language: 'zh',
    feeling: 'positive',
    texts:
      '不错|很不错，下次还来|没有不满意|声音不大|价格不高|没有异味，很好|不贵，好用|太好了|很满意|非常喜欢|物流很快|味道很好，量也足|虽然慢了点，但是质量很好|值得推荐|性价比高|五星好评|好开心|终于修好了，太棒了|哈哈哈笑死我了|👍👍|😊|❤|[爱你]|房间干净，前台热情|孩子很喜欢|超好吃|没有失望|不差|强烈推荐这本书|感动'.split(
        '|',
      ),
  },
  {
    language: 'zh',
    feeling: 'gratitude',
    texts: '谢谢|谢谢你|太感谢了|非常感谢你们的帮助|多谢|辛苦了|感谢客服|🙏|感激不尽|有劳了|谢谢师傅'.split('|'),
  },
  {
    language: 'zh',
    feeling: 'neutral',
    texts:
      '我的订单到哪了|怎么退货|我要开发票|你好|在吗|好的|请问运费多少|我想改地址|什么时候发货|可以开专票吗|这款有黑色吗|帮我查一下物流|转人工|营业时间是几点||   |123456|。。。'.split(
        '|',
      ),
  },
  {
    language: 'zh',
    feeling: 'anxiety',
    texts: '急死了|我很着急|等不及了，快点|好焦虑|怎么办，来不及了|还要多久|催了好几次了，急用'.split('|'),
  },
  { language: 'zh', feeling: 'sadness', texts: '好难过|我失恋了，想哭|心碎|泪流满面|😭|呜呜呜'.split('|') },
  { language: 'zh', feeling: 'fear', texts: '吓死我了|好害怕|太恐怖了|😱'.split('|') },
  { language: 'zh', feeling: 'surprise', texts: '天哪，不敢相信|惊呆了|万万没想到'.split('|') },
  {
    language: 'en',
    feeling: 'negative',
    texts:
      "THIS IS TERRIBLE!!!|this is unacceptable!|not happy with it|it doesn't work|thanks for nothing|oh great, it broke again|you are liars|worst service ever|I want my money back now, scam|the food was awful|I am furious|so frustrating|very disappointed|never again|still waiting for my refund|rude staff|not good at all|waste of money|I hate this|I am so sad|heartbroken|I am scared|this is ridiculous|useless bot|it broke after two days|I'm worried about my package|please hurry, it is urgent|he is an idiot|are you kidding me|shame on you".split(
        '|',
      ),
  },
  {
    language: 'en',
    feeling: 'positive',
    texts:
      'thank you so much|thanks|I love it|great service|excellent quality|works perfectly|not bad at all|highly recommend|so happy|awesome|very helpful staff|the best purchase|delicious food|really appreciate it|perfect, thanks|lovely view|👍'.split(
        '|',
      ),
  },
  {
    language: 'en',
    feeling: 'neutral',
    texts:
      'where is my order|how do I return this|hi|ok|can I change my address|I need an invoice|what time do you open|speak to an agent|my order number is HM10001002|do you ship to Canada'.split(
        '|',
      ),
  },
]

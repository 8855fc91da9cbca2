/** Words that carry a feeling, by strength; separated by bars, normalised, Chinese and English together. */
export const POSITIVE: Record<string, string> = {
  1: '谢谢|感谢|多谢|辛苦了|满意|喜欢|好用|不错|挺好|很好|真好|太好了|给力|棒|赞|点赞|开心|高兴|放心|贴心|耐心|靠谱|方便|实用|漂亮|舒服|惊喜|值得|划算|解决了|修好了|收到了谢|很快|真快|专业|热情|温柔|优秀|感动|爱了|thanks|thank you|great|good|nice|happy|glad|helpful|love|perfect|awesome|satisfied|appreciate|fast|friendly|pleased|wonderful|works well|👍|😊|😄|🙏|❤|😍|🌹|😀|🥰|💪',
  2: '太棒了|完美|超赞|非常满意|强烈推荐|五星好评|太感谢|万分感谢|excellent|amazing|fantastic|brilliant|best ever|thank you so much|delighted',
}

export const NEGATIVE: Record<string, string> = {
  0.7: '慢|麻烦死|着急|急死|急|等了很久|还没到|还没收到|怎么还|又坏|坏了|不能用|用不了|出问题|有问题|失望|遗憾|担心|难过|郁闷|无语|难用|贵|吵|漏水|破损|破了|裂了|少发|漏发|发错|迟迟|拖|不动|😟|😢|☹|slow|late|delay|delayed|broken|worried|disappointed|disappointing|problem|damaged|wrong item|missing|still waiting|stuck|noisy|faulty|confused|annoyed|annoying',
  1.2: '差劲|很差|太差|不满|不满意|不行|受不了|烦死|烦人|气人|生气|敷衍|推脱|踢皮球|不负责|没人管|糊弄|投诉|差评|坑人|坑爹|后悔|过分|离谱|恶心|不耐烦|搞什么|什么破|破玩意|垃圾|质量差|态度差|态度恶劣|答非所问|没用|说了多少遍|第几次|再也不|😡|😠|😤|💢|👎|😭|🙄|bad|terrible|awful|angry|unacceptable|frustrated|frustrating|useless|rude|poor|horrible|complain|complaint|ridiculous|fed up|waste of|hate|worst|refuse|unhappy|upset|nobody has|mad at|sick of',
  2: '气死|骗子|欺骗|骗人|欺诈|忽悠|滚|去死|王八蛋|混蛋|傻逼|傻x|他妈的|妈的|尼玛|草泥马|cnm|nmsl|tmd|sb|脑残|智障|白痴|蠢货|废物|狗屁|放屁|12315|曝光|起诉|告你们|律师|消协|工商|维权|无耻|黑心|人渣|scam|fraud|liar|liars|cheat|cheated|sue you|lawyer|furious|disgusting|idiot|idiots|stupid|fuck|fucking|shit|bullshit|damn|crap|moron|bastard|🤬|🖕',
}

import { type Find, finder } from '#understanding/entities/found.ts'

const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫经房裘缪解应宗丁宣邓郁单杭洪包诸左石崔吉龚程邢裴陆荣翁荀羊惠甄曲封储靳段巫焦巴牧山谷车侯伊宁仇祖武符刘景詹束龙叶幸司黎薄印白怀蒲从鄂索赖卓屠蒙池乔阴能苍双闻莘党翟谭贡劳姬申扶堵冉宰雍桑桂牛寿通边燕冀尚农温庄晏柴瞿阎慕连茹习艾容向古易廖终居衡步耿满匡国文寇广东殴利师巩聂关荆游权盖益桓公肖覃付简涂佟闫仝丛岳代靖苑仉初迟'
const DOUBLE = '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯'
const name = `(?:(?:${DOUBLE})[一-龥]{1,2}|[${SURNAMES}][一-龥]{1,2})`
const shortest = name.replaceAll('{1,2}', '{1,2}?')
/** What may follow a name; without it the name would swallow the next word. */
const edge = '(?=$|[\\s,.;:!?。、(/\\d]|电话|手机|的?(?:电话|手机|收|订单)|先生|女士|小姐|吧|了|谢谢|联系|,|收$)'
const western = "(?<v>[A-Z][a-zA-Z'-]{1,20}(?:\\s[A-Z][a-zA-Z'.-]{0,20}){0,2})"

/** Names as given after 收件人/联系人/我叫/my name is …; a name on its own is not looked for. */
export const findPersons: Find = finder([
  [
    new RegExp(
      `(?:收件人|收货人|联系人|收件|姓名|名字|抬头人|业主)\\s*(?:姓名|名字)?\\s*(?:请|帮我)?(?:是|为|:|改成|改为|换成|换为|写|填|叫)?\\s*(?<v>${shortest})${edge}`,
      'g',
    ),
    'person',
    (m) => m.groups!.v!,
  ],
  [
    new RegExp(`(?:我叫|我是|他叫|她叫|叫做|名叫|本人)\\s*(?<v>${shortest})${edge}`, 'g'),
    'person',
    (m) => (/^(?:安全|时候|能不|成都|经常|平时|万一|和你|应该|单身|花了|谈)/.test(m.groups!.v!) ? null : m.groups!.v!),
  ],
  [
    new RegExp(
      `(?<![\\u4e00-\\u9fff])(?:我姓|免贵姓|姓)?(?<v>(?:${DOUBLE}|[${SURNAMES}])(?:先生|女士|小姐|太太))`,
      'g',
    ),
    'person',
    (m) => m.groups!.v!,
  ],
  [
    /(?<![A-Za-z])(?:[Tt]his is|I'm|I am|[Cc]all me|(?:[Mm]y|[Tt]he) full name is)\s(?<v>[A-Z][a-z'-]{1,20}\s[A-Z][a-z'-]{1,20})(?![a-z])(?!\s[A-Z])/g,
    'person',
    (m) => m.groups!.v!,
  ],
  [/(?<![A-Za-z])(?<v>(?:Mr|Mrs|Ms|Miss|Dr)\.?\s[A-Z][a-z'-]{1,20})(?![a-z])/g, 'person', (m) => m.groups!.v!],
  // 王芳 13700003333: a name right before a phone number.
  [
    new RegExp(
      `(?<=^|[\\s,;。、:])(?<v>${name})\\s{0,2}[,、:]?\\s?(?:电话|手机|tel)?[::\\s]?\\s?(?=(?:\\+?86)?1[3-9]\\d)`,
      'gi',
    ),
    'person',
    (m) => m.groups!.v!,
  ],
  [
    new RegExp(
      `(?:[Mm]y name is|[Nn]ame is|[Nn]ame:|[Ii] am called|[Rr]ecipient(?: name)?(?: is| to|:)?|[Cc]onsignee:?|[Cc]ontact:?|(?:收件人|收货人|联系人|姓名)(?:是|为|:|改成|改为|换成)?)\\s*${western}`,
      'g',
    ),
    'person',
    (m) => m.groups!.v!,
  ],
])

import { product } from './product.ts'

export const careProducts = [
  product(
    'p-hair-dryer',
    12,
    {
      name: '高速吹风机 S8',
      nameEn: 'Hair Dryer S8',
      sku: 'HM-S8',
      category: 'care',
      price: 499,
      stock: 45,
      description: '风大不烫，长发五六分钟吹干。只有一罐可乐那么重，举着不累。',
      descriptionEn:
        'Strong air without scorching: long hair dries in five or six minutes. No heavier than a can of cola.',
      keywords: '吹风机 电吹风 吹头发 负离子 hair dryer',
    },
    [
      ['转速', '11 万转/分', 'Motor', '110,000 rpm'],
      ['重量', '338 g', 'Weight', '338 g'],
      ['温控', '每秒测温 100 次', 'Heat control', '100 readings a second'],
      ['风嘴', '2 个，磁吸', 'Nozzles', '2, magnetic'],
    ],
    [
      [
        'E101',
        '进风口堵塞',
        'Air inlet is blocked',
        '取下尾部滤网，用软刷清理绒毛。',
        'Take off the rear filter and brush the lint out.',
      ],
      [
        'E102',
        '过热保护',
        'Overheat protection',
        '关机冷却 10 分钟，吹风时别挡住尾部。',
        'Switch off for 10 minutes and keep the rear uncovered.',
      ],
    ],
  ),
  product(
    'p-toothbrush',
    12,
    {
      name: '声波电动牙刷 T5',
      nameEn: 'Sonic Toothbrush T5',
      sku: 'HM-T5',
      category: 'care',
      price: 239,
      stock: 118,
      description: '力气大了会提醒，牙龈不出血。充一次电用两个月，出差不用带充电座。',
      descriptionEn: 'Warns you when you press too hard. One charge lasts two months, so the charger stays at home.',
      keywords: '牙刷 电动牙刷 刷头 口腔 toothbrush brush head',
    },
    [
      ['振动', '31000 次/分', 'Strokes', '31,000 a minute'],
      ['续航', '60 天', 'Battery', '60 days'],
      ['防水', 'IPX7', 'Waterproof', 'IPX7'],
      ['刷头', '软毛 2 支', 'Heads', '2, soft'],
    ],
    [['E101', '电量不足', 'Battery low', '放回充电座充电 2 小时以上。', 'Charge it for at least 2 hours.']],
  ),
  product(
    'p-moisturiser',
    0,
    {
      name: '润养面霜（干皮）',
      nameEn: 'Rich Moisturiser for dry skin',
      sku: 'HM-MC50',
      category: 'care',
      price: 168,
      stock: 210,
      description: '为干性和偏敏感的皮肤做的面霜：神经酰胺加角鲨烷，无香精，秋冬早晚都能用。',
      descriptionEn:
        'A cream for dry and easily irritated skin: ceramides and squalane, no fragrance, morning and night through the cold months.',
      keywords: '面霜 保湿 干皮 干性皮肤 护肤 敏感肌 moisturiser cream dry skin sensitive',
    },
    [
      ['净含量', '50 g', 'Content', '50 g'],
      ['适合', '干性、偏敏感皮肤', 'For', 'dry, sensitive skin'],
      ['主要成分', '神经酰胺、角鲨烷、甘油', 'Key ingredients', 'ceramides, squalane, glycerin'],
      ['保质期', '3 年，开封后 12 个月', 'Shelf life', '3 years, 12 months once opened'],
    ],
  ),
  product(
    'p-moisturiser-set',
    0,
    {
      name: '保湿护理三件套',
      nameEn: 'Moisture Care Set',
      sku: 'HM-MS3',
      category: 'care',
      price: 298,
      stock: 76,
      description: '洁面、精华水、面霜各一支，第一次试就买这套。无香精，干皮用着不紧绷。',
      descriptionEn:
        'Cleanser, essence and cream: the set to start with. No fragrance, and no tight feeling on dry skin.',
      keywords: '护肤 套装 礼盒 保湿 干皮 送礼 skin care set gift moisturiser',
    },
    [
      ['包含', '洁面 100 g、精华水 120 mL、面霜 50 g', 'Inside', 'cleanser 100 g, essence 120 mL, cream 50 g'],
      ['适合', '干性、中性皮肤', 'For', 'dry and normal skin'],
      ['香精', '无', 'Fragrance', 'none'],
      ['保质期', '3 年', 'Shelf life', '3 years'],
    ],
  ),
  product(
    'p-cleanser',
    0,
    {
      name: '氨基酸洁面乳',
      nameEn: 'Amino Acid Cleanser',
      sku: 'HM-CL100',
      category: 'care',
      price: 88,
      stock: 320,
      description: '泡沫细，洗完不拔干。日常防晒也能洗掉，不用另外卸妆。',
      descriptionEn:
        'Fine foam that does not leave skin tight. Takes off everyday sunscreen without a separate remover.',
      keywords: '洁面 洗面奶 洗脸 氨基酸 护肤 cleanser face wash',
    },
    [
      ['净含量', '100 g', 'Content', '100 g'],
      ['适合', '所有肤质', 'For', 'all skin types'],
      ['pH', '5.5–6.5', 'pH', '5.5–6.5'],
      ['保质期', '3 年', 'Shelf life', '3 years'],
    ],
  ),
  product(
    'p-sunscreen',
    0,
    {
      name: '轻透防晒乳 SPF50+',
      nameEn: 'Light Sunscreen SPF50+',
      sku: 'HM-SU50',
      category: 'care',
      price: 129,
      stock: 0,
      description: '像乳液一样推得开，不假白，不搓泥。通勤和周末爬山都够用。',
      descriptionEn:
        'Spreads like a lotion, leaves no white cast and does not pill. Enough for the commute and a weekend hike.',
      keywords: '防晒 防晒霜 防晒乳 夏天 护肤 sunscreen spf sun',
    },
    [
      ['净含量', '50 mL', 'Content', '50 mL'],
      ['防护', 'SPF50+ PA++++', 'Protection', 'SPF50+ PA++++'],
      ['适合', '所有肤质', 'For', 'all skin types'],
      ['补涂', '户外每 2 小时', 'Reapply', 'every 2 hours outdoors'],
    ],
  ),
]

/** One file of a model: where it lies below the model's folder, where it comes from, and what it must be. */
export type ModelFile = { path: string; url: string; bytes: number; sha256: string }
export type Model = {
  id: string
  /** Folder below the models folder. */
  folder: string
  title: { zh: string; en: string }
  licence: string
  source: string
  files: ModelFile[]
}

const LUCIDA = 'https://raw.githubusercontent.com/claritylab/lucida'
const SPHINX = `${LUCIDA}/c958abe4a5eb93f94c32316bc144a921e5abf8d2/pocketsphinx/model`
const DICTIONARY = `${LUCIDA}/c1f5cfa5674fd6dbbfd05ec70cd70bbff2b1a5ec/sirius-application/speech-recognition/models`
const SENSE_VOICE =
  'https://huggingface.co/csukuangfj/sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17/resolve/2365baeacb507f821a0c8120fcee3d484dba7a07'
const CMU =
  'BSD-style, Copyright (c) 1999-2010 Carnegie Mellon University: source and binary forms may be used and passed on with its notice'

/** Models that can be fetched. Each file is pinned by its checksum, so a source that changes cannot bring another one. */
export const MODELS: Model[] = [
  {
    id: 'pocketsphinx-zh',
    folder: 'pocketsphinx',
    title: {
      zh: '普通话短语识别（8 kHz 声学模型与词典）',
      en: 'Phrases in Mandarin (8 kHz acoustic model, dictionary)',
    },
    licence: CMU,
    source: 'github.com/claritylab/lucida, pocketsphinx/model',
    files: [
      {
        path: 'hmm/zh/tdt_sc_8k/feat.params',
        url: `${SPHINX}/hmm/zh/tdt_sc_8k/feat.params`,
        bytes: 186,
        sha256: '4a6d2b73e03ee01fba914c78375ed3730800a65222054b9dee037ae66c2feb04',
      },
      {
        path: 'hmm/zh/tdt_sc_8k/mdef',
        url: `${SPHINX}/hmm/zh/tdt_sc_8k/mdef`,
        bytes: 1400146,
        sha256: 'ff5c3fca8c64a4951bee20782a9ee2f9660b3272dea14236debff88dd54aa050',
      },
      {
        path: 'hmm/zh/tdt_sc_8k/means',
        url: `${SPHINX}/hmm/zh/tdt_sc_8k/means`,
        bytes: 40012,
        sha256: '2a9b89adab74695318781000f84b5ef519c1c05c4f703dedd21ab289ffaf21b9',
      },
      {
        path: 'hmm/zh/tdt_sc_8k/noisedict',
        url: `${SPHINX}/hmm/zh/tdt_sc_8k/noisedict`,
        bytes: 116,
        sha256: '5fa071647f771803feccbe31dc7fb6d8f2e468f97186792db26dad429e59732f',
      },
      {
        path: 'hmm/zh/tdt_sc_8k/sendump',
        url: `${SPHINX}/hmm/zh/tdt_sc_8k/sendump`,
        bytes: 2001239,
        sha256: 'd6d2ac84a7aa7c020114267d6fba9df710f6075fbe02ff7ec98e84765fd38779',
      },
      {
        path: 'hmm/zh/tdt_sc_8k/transition_matrices',
        url: `${SPHINX}/hmm/zh/tdt_sc_8k/transition_matrices`,
        bytes: 3424,
        sha256: '0e697ddb2f1a4204615db1d73bdce5d81f30ce3b8fb55de23a2ced2d20fa2eb4',
      },
      {
        path: 'hmm/zh/tdt_sc_8k/variances',
        url: `${SPHINX}/hmm/zh/tdt_sc_8k/variances`,
        bytes: 40012,
        sha256: '50a279dde94da2e742113aae9aed03526dddd66bf48a64bed7579e5092f7b53b',
      },
      {
        path: 'lm/zh_CN/mandarin_notone.dic',
        url: `${SPHINX}/lm/zh_CN/mandarin_notone.dic`,
        bytes: 2162561,
        sha256: '35db87512760602b5849dd5e8b34302e5fc56110159a6bca1dd901a4ecc390ef',
      },
    ],
  },
  {
    id: 'pocketsphinx-en',
    folder: 'pocketsphinx',
    title: { zh: '英语短语识别（8 kHz 声学模型与词典）', en: 'Phrases in English (8 kHz acoustic model, dictionary)' },
    licence: CMU,
    source: 'github.com/claritylab/lucida, pocketsphinx/model and sirius-application',
    files: [
      {
        path: 'hmm/en_US/hub4wsj_sc_8k/feat.params',
        url: `${SPHINX}/hmm/en_US/hub4wsj_sc_8k/feat.params`,
        bytes: 186,
        sha256: '88a11f457080a6c1d14381017ae6d5482458a3154acc8a55a331dbb1b156a11b',
      },
      {
        path: 'hmm/en_US/hub4wsj_sc_8k/mdef',
        url: `${SPHINX}/hmm/en_US/hub4wsj_sc_8k/mdef`,
        bytes: 3068518,
        sha256: 'b3717ece153eaafeae5c03fb5b9a1397880c4baa44ad04be30a8cad3667c1977',
      },
      {
        path: 'hmm/en_US/hub4wsj_sc_8k/means',
        url: `${SPHINX}/hmm/en_US/hub4wsj_sc_8k/means`,
        bytes: 40012,
        sha256: 'd260b59ca2a562e4fb39350bbecaf20b04c0e57a9a8ee3e9e83e4abdd0799ad6',
      },
      {
        path: 'hmm/en_US/hub4wsj_sc_8k/noisedict',
        url: `${SPHINX}/hmm/en_US/hub4wsj_sc_8k/noisedict`,
        bytes: 411,
        sha256: '8f80d9ecdab37a490f259a58ec527fbcaa59d2ff60935b062e6dd96003880bb9',
      },
      {
        path: 'hmm/en_US/hub4wsj_sc_8k/sendump',
        url: `${SPHINX}/hmm/en_US/hub4wsj_sc_8k/sendump`,
        bytes: 1978199,
        sha256: '8af0fa4abc6854bcb7d63a1a881d68737a6f3716a1c9aa1e65ca5e193ea3e789',
      },
      {
        path: 'hmm/en_US/hub4wsj_sc_8k/transition_matrices',
        url: `${SPHINX}/hmm/en_US/hub4wsj_sc_8k/transition_matrices`,
        bytes: 2464,
        sha256: 'b7acc51d0e199f3f7f8071741b780d1936ebfa174632e2bd70305322dd947715',
      },
      {
        path: 'hmm/en_US/hub4wsj_sc_8k/variances',
        url: `${SPHINX}/hmm/en_US/hub4wsj_sc_8k/variances`,
        bytes: 40012,
        sha256: '898f723eec791489d87c5323e683615d6cc3cab57995431b7e6bd0a34990e4db',
      },
      {
        path: 'lm/en_US/cmu07a.dic',
        url: `${DICTIONARY}/cmu07a.dic`,
        bytes: 3245476,
        sha256: '1074539fbd8085c481f1e6243ba2d12877ce4b0d65cee5e109c1971f19c8971d',
      },
    ],
  },
  {
    id: 'speaker-zh',
    folder: '3dspeaker_speech_campplus_sv_zh-cn_16k-common',
    title: { zh: '声纹（CAM++，普通话，16 kHz）', en: 'Voiceprints (CAM++, Mandarin, 16 kHz)' },
    licence: 'Apache-2.0, 3D-Speaker of Alibaba, exported by the authors of sherpa-onnx',
    source: 'github.com/k2-fsa/sherpa-onnx, release of its speaker models',
    files: [
      {
        path: '3dspeaker_speech_campplus_sv_zh-cn_16k-common.onnx',
        // The release is spelt like this.
        url: 'https://github.com/k2-fsa/sherpa-onnx/releases/download/speaker-recongition-models/3dspeaker_speech_campplus_sv_zh-cn_16k-common.onnx',
        bytes: 28281138,
        sha256: 'f682b514c05d947ee3fa91cd6ec6c5c7543479a128373fa29b1faedccd21fd11',
      },
    ],
  },
  {
    id: 'sense-voice',
    folder: 'sherpa-onnx-sense-voice-zh-en-ja-ko-yue-2024-07-17',
    title: {
      zh: '语音识别与语气（SenseVoice，普通话、粤语、英语、日语、韩语）',
      en: 'Recognition with tone of voice (SenseVoice; Mandarin, Cantonese, English, Japanese, Korean)',
    },
    licence:
      'FunASR Model License 1.1, no free licence: the authors are to be named, and it ends for whoever breaks it',
    source: 'huggingface.co/csukuangfj, exported by the authors of sherpa-onnx',
    files: [
      {
        path: 'model.int8.onnx',
        url: `${SENSE_VOICE}/model.int8.onnx`,
        bytes: 239233841,
        sha256: 'c71f0ce00bec95b07744e116345e33d8cbbe08cef896382cf907bf4b51a2cd51',
      },
      {
        path: 'tokens.txt',
        url: `${SENSE_VOICE}/tokens.txt`,
        bytes: 315894,
        sha256: 'f449eb28dc567533d7fa59be34e2abca8784f771850c78a47fb731a31429a1dc',
      },
    ],
  },
]

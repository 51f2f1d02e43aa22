"""Words of every script to set: a sentence of the Universal Declaration of Human Rights, and catalogs made of it.

A catalog made here means nothing. It has the fields of the English in the middle of words of the script, about as many
as the English has, so that every block of a piece is set in it without a translator's help.
"""

from __future__ import annotations

import re
from itertools import cycle
from pathlib import Path

from icu4py.breakers import LineBreaker

from generator.content.sources import sources
from generator.resources import Library, find_library
from tests.instruments.pieces import ROOT

SENTENCES = {
    "ar": "ولما كان تناسي حقوق الإنسان وازدراؤها قد أفضيا إلى أعمال همجية",
    "fa": "از آنجا که عدم شناسائی و تحقیر حقوق بشر منتهی به اعمال وحشیانه‌ای",
    "ur": "چونکہ انسانی حقوق سے لاپروائی اور ان کی بے حرمتی اکثر ایسے وحشیانہ",
    "ps": "لکه څنګه چې د بشري حقوق تحقير او د هغو نه پيژندنه په وحشيانه",
    "he": "כל אדם זכאי לזכויות ולחרויות שנקבעו בהכרזה זו ללא הפליה כלשהיא",
    "hi": "चूंकि मानव अधिकारों के प्रति उपेक्षा और घृणा के फलस्वरूप ही ऐसे बर्बर कार्य हुए",
    "bn": "যেহেতু মানব অধিকারের প্রতি অবজ্ঞা এবং ঘৃণার ফলে মানুবের বিবেক লাঞ্ছিত বোধ করে",
    "pa": "ਜਦ ਕਿ ਮਨੁੱਖੀ ਅਧਿਕਾਰਾਂ ਪ੍ਰਤੀ ਨਿਰਾਦਰ ਅਤੇ ਨਫ਼ਰਤ ਦਾ ਸਿੱਟਾ ਉਜੱਡ ਕਿਸਮ ਦੀਆਂ ਕਾਰਵਾਈਆਂ",
    "gu": "કેમ કે માનવ અધિકારોની ઉપેક્ષા અને અપમાન કરવાથી એવાં જંગલી કત્યો પરિણમ્યાં છે",
    "ta": "மனித உரிமைகளை அவமதித்தலும் இகழ்தலும், மனிதகுலத்தின் மனசாட்சியை",
    "te": "మానవజాతి అంతఃకరణమును క్షోభపెట్టిన ఘోరచర్యలు, మానవస్వత్వములయెడ గలిగిన",
    "th": "โดยที่ประชาชนแห่งสหประชาชาติได้ยืนยันอีกครั้งไว้ในกฎบัตรถึงศรัทธา",
    "lo": "ໃນກົດໝາຍໂລກນັ້ນປະຊາຊົນແຫ່ງສະຫະປະຊາຊາດໄດ້ປະກາດຢືນຢັນຄວາມເຊື່ອຖື",
    "km": "ការមិនទទួលស្គាល់ និងការប្រមាថមើលងាយសិទ្ធិមនុស្ស នាំឱ្យមានអំពើ ព្រៃផ្សៃសាហាវយង់ឃ្នង",
    "my": "လူ့အခွင့်ရေးများကို အရေးမထား မထီလေးစားပြုခြင်းသည် လူခပ်သိမ်း၏ အကျင့်သိက္ခာကို",
    "am": "እያንዳንዱ፡ሰው፡የዘር፡የቀለም፡የጾታ፡የቋንቋ፡የሃይማኖት፡የፖለቲካ፡ወይም፡የሌላ",
    "hy": "Քանզի մարդու իրավունքների նկատմամբ քամահրանքն ու արհամարհանքը",
    "ka": "ვინაიდან, ადამიანის უფლებათა უგულებელყოფამ და აბუჩად აგდებამ გამოიწვია",
    "zh-Hans": "鉴于对人权的无视和侮蔑已发展为野蛮暴行，这些暴行玷污了人类的良心，而一个人人享有言论和信仰自由",
    "zh-Hant": "鑑於對人權的無視和侮蔑已發展為野蠻暴行，這些暴行沾污了人類的良心，而一個人人享有言論和信仰自由",
    "ja": "人権の無視及び軽侮が、人類の良心を踏みにじった野蛮行為をもたらし、言論及び信仰の自由が受けられ",
    "ko": "인권에 대한 무시와 경멸이 인류의 양심을 격분시키는 만행을 초래하였으며, 인간이 언론과",
    "vi": "Sự xâm phạm và coi thường nhân quyền đã dẫn đến những hành động",
    "ru": "принимая во внимание, что пренебрежение и презрение к правам человека",
    "el": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια",
}
RIGHT_TO_LEFT = ("ar", "fa", "ur", "ps", "he")
LEFT_TO_RIGHT = tuple(lang for lang in SENTENCES if lang not in RIGHT_TO_LEFT)
DENSE = {"zh-Hans": 0.4, "zh-Hant": 0.4, "ja": 0.5, "ko": 0.6}
"""How many characters of a script say what one English character says."""
_FIELD = re.compile(r"(\{[^{}]*\})")


def words(lang: str) -> list[str]:
    """The sentence in parts that may stand on lines of their own, one after another without end."""
    text = SENTENCES[lang] + (" " if " " in SENTENCES[lang] else "")
    return [text[start:end] for start, end in LineBreaker(text, lang).segments()]


def pseudo(english: str, lang: str) -> str:
    """Words of the language, with the fields of the English where they stand in it."""
    supply = cycle(words(lang))
    made = ""
    for part in _FIELD.split(english):
        if part.startswith("{"):
            made += part
        elif part.strip():
            spare = len(part.strip()) * DENSE.get(lang, 0.85)
            text = next(supply)
            while len(text) < spare:
                text += next(supply)
            made += f" {text.strip()} "
        else:
            made += part
    return made.strip() + ("?" if english.rstrip().endswith("?") else "")


def campaign(folder: Path, lang: str) -> Library:
    """The library with a catalog of such words in a campaign folder."""
    (folder / "outreach.toml").write_text("", "utf-8")
    header = (
        f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: {lang}\\n"\n"X-Language-Name: {words(lang)[0].strip()}\\n"\n'
    )
    every = sources(Library((ROOT,)))
    messages = [f"msgctxt {_quoted(context)}\nmsgid {_quoted(english)}\nmsgstr {_quoted(pseudo(english, lang))}\n" for context, english in every]
    path = folder / f"assets/locale/{lang}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([header, *messages]), "utf-8")
    return find_library(folder)


def _quoted(text: str) -> str:
    """A text as a PO file has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'

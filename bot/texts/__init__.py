"""Every sentence the bot says, one file a subject: short, kind, exact.

Placeholders are filled by whoever says it. All names are said as `texts.NAME`, whichever file they
stand in; no two files may use the same name.
"""

from bot.texts.announcing import *
from bot.texts.answering import *
from bot.texts.auto import *
from bot.texts.buying import *
from bot.texts.cards import *
from bot.texts.cycle import *
from bot.texts.days import *
from bot.texts.demand import *
from bot.texts.engine import *
from bot.texts.front import *
from bot.texts.goods import *
from bot.texts.groups import *
from bot.texts.joining import *
from bot.texts.labels import *
from bot.texts.menus import *
from bot.texts.new_words import *
from bot.texts.orders import *
from bot.texts.person import *
from bot.texts.priority import *
from bot.texts.results import *
from bot.texts.rich_menus import *
from bot.texts.selling import *
from bot.texts.staff import *
from bot.texts.standing import *
from bot.texts.stock import *
from bot.texts.substitutes import *
from bot.texts.trouble import *
from bot.texts.why import *

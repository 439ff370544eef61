"""The catalogue holds exactly the messages Django looks up: shown by letting Django render with it."""

from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.template import Context, Template, engines
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

from config import messages

MARK = "译"


def catalog_of(source, name="page.html"):
    catalog = Catalog(locale="zh_Hans", charset="utf-8", fuzzy=False)
    messages.take(catalog, BytesIO(source.encode()), name)
    return catalog


@pytest.fixture
def render_translated(tmp_path, settings):
    """Render a template in Chinese with a catalogue that puts a mark before every extracted message."""

    def render(source, **context):
        catalog = catalog_of(source)
        for message in catalog:
            if message.id:
                original = message.id if isinstance(message.id, str) else message.id[-1]
                mark = f"{MARK}[{message.context}]" if message.context else MARK
                message.string = mark + original if isinstance(message.id, str) else (mark + original,)
        folder = tmp_path / "zh_Hans" / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "django.mo").open("wb") as file:
            write_mo(file, catalog)
        settings.LOCALE_PATHS = [tmp_path]
        with translation.override("zh-hans"):
            return Template("{% load i18n %}" + source).render(Context(context))

    return render


@pytest.mark.parametrize(
    ("source", "context", "rendered"),
    [
        pytest.param("{% translate 'On track' %}", {}, "译On track", id="a literal"),
        pytest.param('{% translate "It\'s met" %}', {}, "译It's met", id="an apostrophe"),
        pytest.param("{% translate '80 % by 2050' %}", {}, "译80 % by 2050", id="a percent sign"),
        pytest.param("{% translate 'May' context 'month' %}", {}, "译[month]May", id="a context"),
        pytest.param("{% translate 'Met' as word %}<{{ word }}>", {}, "<译Met>", id="kept for later"),
        pytest.param("{{ _('Missed') }}", {}, "译Missed", id="a constant in a variable tag"),
        pytest.param("{{ name|default:_('none') }}", {"name": ""}, "译none", id="an argument of a filter"),
        pytest.param(
            "{% with word=_('a') %}{{ word }}{% endwith %}", {}, "译a", id="an argument of another tag"
        ),
        pytest.param(
            "{% blocktranslate %} {{ place }} is\n at {{ share }} %{% endblocktranslate %}",
            {"place": "Oslo", "share": 3},
            "译 Oslo is\n at 3 %",
            id="a block with variables and a percent sign",
        ),
        pytest.param(
            "{% blocktranslate trimmed %}\n    One\n    two\n{% endblocktranslate %}",
            {},
            "译One two",
            id="a trimmed block",
        ),
        pytest.param(
            "{% blocktranslate trimmed with name=place|upper context 'x' %}\n  In {{ name }}\n"
            "{% endblocktranslate %}",
            {"place": "Oslo"},
            "译[x]In OSLO",
            id="a trimmed block with context and a named value",
        ),
        pytest.param(
            "{% blocktranslate trimmed count n=number %}\n {{ n }} target\n{% plural %}\n {{ n }} targets\n"
            "{% endblocktranslate %}",
            {"number": 1},
            "译1 targets",
            id="a plural, of which Chinese has one form",
        ),
        pytest.param(
            "{% blocktranslate count n=number context 'y' %}{{ n }} a{% plural %}{{ n }} b"
            "{% endblocktranslate %}",
            {"number": 2},
            "译[y]2 b",
            id="a plural with context",
        ),
        pytest.param(
            "<ul>\n    <li title=\"{% translate 'A' %}\">\n  it's \"\"\" # {% translate 'B' %}\n</ul>",
            {},
            '<ul>\n    <li title="译A">\n  it\'s """ # 译B\n</ul>',
            id="amid indented markup with quotes",
        ),
    ],
)
def test_template_messages_are_those_django_looks_up(render_translated, source, context, rendered):
    assert render_translated(source, **context) == rendered


def test_a_message_of_a_template_knows_its_line_and_the_translators_comment():
    catalog = catalog_of("<p>\n{# Translators: the verdict #}\n{% translate 'Met' %}</p>")
    assert (catalog["Met"].locations, catalog["Met"].auto_comments) == (
        [("page.html", 3)],
        ["Translators: the verdict"],
    )


def project_templates():
    return sorted(path for path in messages.sources() if path.suffix == ".html")


def test_no_message_of_the_project_s_templates_is_overlooked():
    """Every translate and blocktranslate node that Django makes of our templates is in the catalogue."""
    known, checked = messages.identities(messages.extract()), 0
    for path in project_templates():
        template = engines["django"].from_string(path.read_text(encoding="utf-8")).template
        for node in template.nodelist.get_nodes_by_type(BlockTranslateNode):
            context = node.message_context.resolve({}) if node.message_context else None
            assert (context, node.render_token_list(node.singular)[0]) in known, path
            checked += 1
        for node in template.nodelist.get_nodes_by_type(TranslateNode):
            literal = node.filter_expression.var
            if isinstance(getattr(literal, "literal", None), str):
                context = node.message_context.resolve({}) if node.message_context else None
                assert (context, literal.literal.replace("%", "%%")) in known, path
                checked += 1
    assert checked or not project_templates()


def test_python_messages_cover_lazy_plural_and_context():
    catalog = catalog_of(
        "_('a')\ngettext_lazy('b' 'c')\nngettext_lazy('%(n)d d', '%(n)d ds', 'n')\n"
        "pgettext_lazy('month', 'May')\nnpgettext('x', 'e', 'es', n)\nN_('f')\nlabel = 'not one'",
        "code.py",
    )
    assert [(m.context, m.id) for m in catalog if m.id] == [
        (None, "a"),
        (None, "bc"),
        (None, ("%(n)d d", "%(n)d ds")),
        ("month", "May"),
        ("x", ("e", "es")),
        (None, "f"),
    ]


@pytest.mark.parametrize(
    ("msgid", "msgstr", "said"),
    [
        ("On track", "按期推进", []),
        ("On track", "", ["not translated"]),
        ("%(n)s targets", "个目标", ["placeholders differ"]),
        ("%(n)s of {total}", "{total} 中的 %(n)s", []),
        ("%(n)s %% less", "减少 %(n)s%%", []),
        ("%(n)s %% less", "减少 %(n)s%", ["a percent sign that is not doubled"]),
        ("<b>Met</b>", "已实现", ["tags differ"]),
        ("as reported by staff", "按 staff 报告", ["left in English (staff)"]),
        ("Milepost, GPC, tCO2e, report.csv, a@b.org", "Milepost、GPC、tCO2e、report.csv、a@b.org", []),
        (("%(n)s target", "%(n)s targets"), ("%(n)s 个目标",), []),
        (("One target", "%(n)s targets"), ("目标",), ["placeholders differ"]),
    ],
)
def test_faults_of_a_translation(msgid, msgstr, said):
    catalog = Catalog(locale="zh_Hans")
    assert list(messages.faults(catalog.add(msgid, msgstr))) == said


def test_complaints_name_what_is_missing_unused_and_fuzzy():
    found, catalog = Catalog(), Catalog()
    found.add("new", locations=[("a.py", 7)])
    found.add("guessed")
    catalog.add("old", "旧")
    catalog.add("guessed", "猜", flags=["fuzzy"])
    assert list(messages.complaints(found, catalog)) == [
        "not in the catalogue: 'new' (a.py:7)",
        "no longer used: 'old'",
        "fuzzy: 'guessed' ()",
    ]


def test_update_keeps_translations_and_drops_what_is_gone(tmp_path, monkeypatch):
    """The .po file is written the same twice, and compiles to what Django reads."""
    code = tmp_path / "portal" / "pages.py"
    code.parent.mkdir()
    code.write_text("_('kept')\n_('gone')\nngettext('%(n)s kg', '%(n)s kgs', n)")
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "LOCALE", tmp_path / "locale")
    po: Path = messages.po_file()
    messages.update()
    text = po.read_text()
    po.write_text(text.replace('msgid "kept"\nmsgstr ""', 'msgid "kept"\nmsgstr "留"'))
    code.write_text(code.read_text().replace("_('gone')", "_('new')"))
    messages.update()
    once = po.read_text()
    messages.update()
    assert po.read_text() == once
    assert 'msgid "kept"\nmsgstr "留"' in once
    assert "gone" not in once
    assert "nplurals=1; plural=0;" in once
    assert messages.compile_catalogs() == [po.with_suffix(".mo")]
    assert messages.compile_catalogs() == []

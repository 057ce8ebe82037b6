"""Ways in: HTML and Markdown that try to make the renderer read or call something."""

# {secret} is a file outside static/fonts/, {host} a server on this machine.
HTML = {
    "image": '<img src="{target}">',
    "picture": '<picture><source srcset="{target}"><img src="{target}"></picture>',
    "style sheet": '<link rel="stylesheet" href="{target}">',
    "attachment of the document": '<link rel="attachment" href="{target}">',
    "attachment of a link": '<a rel="attachment" href="{target}">x</a>',
    "icon": '<link rel="icon" href="{target}"><img src="{target}">',
    "object": '<object data="{target}"></object>',
    "embed": '<embed src="{target}">',
    "svg in an image": (
        "<img src=\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'>"
        "<image href='{target}'/></svg>\">"
    ),
    "import": '<style>@import "{target}";</style>',
    "import by url": "<style>@import url({target});</style>",
    "typeface": '<style>@font-face{{font-family:x;src:url("{target}")}} p{{font-family:x}}</style>',
    "background": '<p style="background: url({target})">x</p>',
    "list mark": '<ul style="list-style-image: url({target})"><li>x</li></ul>',
    "border": '<p style="border: 9px solid; border-image: url({target}) 9">x</p>',
    "content": '<p style="content: url({target})">x</p><style>p::before{{content:url({target})}}</style>',
    "page": "<style>@page {{ background: url({target}); @top-left {{ content: url({target}) }} }}</style>",
    "style from a base": '<base href="{target}"><link rel="stylesheet" href="x">',
}

# WeasyPrint goes on without what it is refused within an image.
HTML_IN_IMAGES = {
    "image in an svg": '<svg width="9" height="9"><image href="{target}" width="9" height="9"/></svg>',
    "use in an svg": '<svg width="9" height="9"><use href="{target}#a"/></svg>',
    "style sheet in an svg": "<svg width='9' height='9'><style>@import url({target})</style></svg>",
}

# Read by nobody: a browser would, WeasyPrint knows none of them.
HTML_UNREAD = {
    "frame": '<iframe src="{target}"></iframe>',
    "script": '<script src="{target}"></script>',
    "refresh": '<meta http-equiv="refresh" content="0; url={target}">',
    "form": '<form action="{target}"><input type="image" src="{target}"></form>',
    "video": '<video src="{target}" poster="{target}"></video>',
}

MARKDOWN = {
    "script": "<script>document.title = 'PWNED'</script>",
    "script in a word": "a<ScRiPt\n>alert(1)</sCrIpT >b",
    "event handler": '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
    "image with a handler": "<img src=x onerror=alert(1)>",
    "javascript link": "[x](javascript:alert(1))",
    "javascript link, disguised": "[x](JaVa&#83;cript&colon;alert(1))",
    "javascript autolink": "<javascript:alert(1)>",
    "data link": "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "vbscript link": "[x](vbscript:msgbox)",
    "file link": "[x](file:///etc/passwd)",
    "attribute out of a link": '[x](https://example.org/"onclick="alert(1))',
    "attribute out of a title": "[x](https://example.org 'a\" onclick=\"alert(1)')",
    "attachment": '<a rel="attachment" href="{host}/attached">x</a>',
    "style sheet": "<style>@import '{host}/style'; * {{ display: none }}</style>",
    "style that closes ours": "</style><style>* {{ display: none }}</style>",
    "link element": '<link rel="stylesheet" href="{host}/link">',
    "image": "![x]({host}/image)",
    "image of a file": "![x](file:///etc/passwd)",
    "image by reference": "![x][r]\n\n[r]: {host}/reference",
    "html image": '<img src="{host}/html-image">',
    "frame": '<iframe src="{host}/frame"></iframe>',
    "svg": '<svg><image href="{host}/svg"/><script>alert(1)</script></svg>',
    "object": '<object data="{host}/object"></object>',
    "form": '<form action="{host}/form"><button>x</button></form>',
    "comment": "<!-- x --><!--><script>alert(1)</script>-->",
    "template": "{{% include 'secret' %}} {{{{ settings.SECRET_KEY }}}}",
    "end of the document": "</div></section></main></body></html><script>alert(1)</script>",
    "xml of word": "</w:t></w:r></w:p><w:p><w:r><w:t>x]]></w:t>",
    "code": "```html\n<script>alert(1)</script>\n```",
    "control characters": "a\x00b\x08c\x1bd\ufffee\ud7fff",
}

DEEP = {
    "lists": "\n".join(f"{'  ' * depth}- level {depth}" for depth in range(300)),
    "numbered lists": "\n".join(f"{'   ' * depth}1. level {depth}" for depth in range(300)),
    "quotations": f"{'> ' * 300}deep",
    "quotations without spaces": f"{'>' * 500}deep",
    "lists on one line": f"{'- ' * 300}deep",
    "emphasis": f"{'*a **b ' * 300}deep",
    "brackets": f"{'[' * 500}deep{']' * 500}",
    "links in links": f"{'[a' * 300}{'](x)' * 300}",
}

# As deep as a text may be.
DEEPEST = {
    "lists": "<ul><li>level" * 20,
    "numbered lists": "<ol><li>level" * 20,
    "quotations": "<blockquote>level" * 20,
    "lists and quotations": "<ol><li>level<blockquote>level" * 10,
    "a table in lists": "<ol><li>level" * 19 + "<table><tr><td>a<td>b<tr><td>c",
}
